DROP INDEX `bank_contradictions_once`;--> statement-breakpoint
CREATE UNIQUE INDEX `bank_contradictions_once` ON `bank_contradictions` (`line_id`,`result_id`,`outcome`,`said_on`,`reference`);