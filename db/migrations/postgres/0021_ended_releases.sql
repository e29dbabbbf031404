CREATE TABLE "ended_releases" (
	"award_id" text NOT NULL,
	"released_on" text NOT NULL,
	"given_back_on" text NOT NULL,
	CONSTRAINT "ended_releases_award_id_released_on_pk" PRIMARY KEY("award_id","released_on"),
	CONSTRAINT "ended_releases_days" CHECK ("ended_releases"."released_on" < "ended_releases"."given_back_on"),
	CONSTRAINT "ended_releases_released_on_check" CHECK ("ended_releases"."released_on" like '____-__-__'),
	CONSTRAINT "ended_releases_given_back_on_check" CHECK ("ended_releases"."given_back_on" like '____-__-__')
);
--> statement-breakpoint
ALTER TABLE "ended_releases" ADD CONSTRAINT "ended_releases_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;