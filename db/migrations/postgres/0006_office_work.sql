CREATE TABLE "case_packs" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"reason" text NOT NULL,
	"is_whole" boolean NOT NULL,
	"content" text NOT NULL,
	"ordered_at" text NOT NULL,
	CONSTRAINT "case_packs_ordered_at_check" CHECK ("case_packs"."ordered_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "desk_limits" (
	"desk" text PRIMARY KEY NOT NULL,
	"days" bigint NOT NULL,
	"set_by" text NOT NULL,
	"set_at" text NOT NULL,
	CONSTRAINT "desk_limits_days" CHECK ("desk_limits"."days" between 1 and 90),
	CONSTRAINT "desk_limits_set_at_check" CHECK ("desk_limits"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "family_members" ADD COLUMN "long_name" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_on" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_by" text;--> statement-breakpoint
ALTER TABLE "case_packs" ADD CONSTRAINT "case_packs_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_limits" ADD CONSTRAINT "desk_limits_set_by_staff_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_packs_by_staff" ON "case_packs" USING btree ("staff_id","ordered_at");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_by_staff_id_fk" FOREIGN KEY ("notice_taken_down_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_by_long_name" ON "family_members" USING btree ("long_name","family_id");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_on_check" CHECK ("campaigns"."notice_taken_down_on" like '____-__-__');