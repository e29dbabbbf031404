ALTER TABLE "bank_results" ADD COLUMN "voided_by" text;--> statement-breakpoint
ALTER TABLE "bank_results" ADD COLUMN "voided_at" text;--> statement-breakpoint
ALTER TABLE "bank_results" ADD COLUMN "void_reason" text;--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_voided_by_staff_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_voided" CHECK (("bank_results"."voided_by" is null) = ("bank_results"."voided_at" is null) and ("bank_results"."voided_by" is null) = ("bank_results"."void_reason" is null) and ("bank_results"."voided_at" is null or ("bank_results"."applied_at" is null and "bank_results"."content_sealed" = '')));--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_voided_at_check" CHECK ("bank_results"."voided_at" like '____-__-__T__:__:__.___Z');--> statement-breakpoint
-- What a bank takes back again is compared too: once more, at the next start.
UPDATE "bank_results" SET "is_compared" = false;
