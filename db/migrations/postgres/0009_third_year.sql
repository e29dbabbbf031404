DROP INDEX "payments_by_project";--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "decided_fen" bigint;--> statement-breakpoint
ALTER TABLE "account_changes" ADD COLUMN "no_paper_reason" text;--> statement-breakpoint
CREATE INDEX "payments_by_day" ON "payments" USING btree ("project_id","paid_on","id","amount_fen");--> statement-breakpoint
CREATE INDEX "payments_by_type" ON "payments" USING btree ("project_id","type","paid_on","id");--> statement-breakpoint
CREATE INDEX "payments_corrections" ON "payments" USING btree ("project_id","paid_on","id") WHERE kind <> 'payment';