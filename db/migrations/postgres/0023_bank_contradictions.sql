CREATE TABLE "bank_contradictions" (
	"id" text PRIMARY KEY NOT NULL,
	"result_id" text NOT NULL,
	"line_id" text NOT NULL,
	"outcome" text NOT NULL,
	"said_on" text,
	"reference" text NOT NULL,
	"settled_by" text,
	"settled_at" text,
	"settled_reason" text,
	CONSTRAINT "bank_contradictions_settled" CHECK (("bank_contradictions"."settled_by" is null) = ("bank_contradictions"."settled_at" is null) and ("bank_contradictions"."settled_by" is null) = ("bank_contradictions"."settled_reason" is null)),
	CONSTRAINT "bank_contradictions_outcome_check" CHECK ("bank_contradictions"."outcome" in ('succeeded', 'failed')),
	CONSTRAINT "bank_contradictions_said_on_check" CHECK ("bank_contradictions"."said_on" like '____-__-__'),
	CONSTRAINT "bank_contradictions_settled_at_check" CHECK ("bank_contradictions"."settled_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "bank_results" ADD COLUMN "is_compared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_contradictions" ADD CONSTRAINT "bank_contradictions_result_id_bank_results_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."bank_results"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_contradictions" ADD CONSTRAINT "bank_contradictions_line_id_instructions_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."instructions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_contradictions" ADD CONSTRAINT "bank_contradictions_settled_by_staff_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_contradictions_once" ON "bank_contradictions" USING btree ("line_id","result_id");--> statement-breakpoint
CREATE INDEX "bank_contradictions_by_result" ON "bank_contradictions" USING btree ("result_id");