CREATE TABLE "survey_withdrawals" (
	"round_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"withdrawn_by" text NOT NULL,
	"withdrawn_at" text NOT NULL,
	CONSTRAINT "survey_withdrawals_withdrawn_at_check" CHECK ("survey_withdrawals"."withdrawn_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "survey_withdrawals" ADD CONSTRAINT "survey_withdrawals_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_withdrawals" ADD CONSTRAINT "survey_withdrawals_withdrawn_by_staff_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;