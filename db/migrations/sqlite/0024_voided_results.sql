ALTER TABLE `bank_results` ADD `voided_by` text REFERENCES staff(id);--> statement-breakpoint
ALTER TABLE `bank_results` ADD `voided_at` text CHECK("voided_at" like '____-__-__T__:__:__.___Z');--> statement-breakpoint
ALTER TABLE `bank_results` ADD `void_reason` text CONSTRAINT "bank_results_voided" CHECK(("voided_by" is null) = ("voided_at" is null) and ("voided_by" is null) = ("void_reason" is null) and ("voided_at" is null or ("applied_at" is null and "content_sealed" = '')));--> statement-breakpoint
-- What a bank takes back again is compared too: once more, at the next start.
UPDATE `bank_results` SET `is_compared` = 0;
