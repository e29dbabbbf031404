CREATE TABLE `ended_releases` (
	`award_id` text NOT NULL,
	`released_on` text NOT NULL,
	`given_back_on` text NOT NULL,
	PRIMARY KEY(`award_id`, `released_on`),
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ended_releases_days" CHECK("ended_releases"."released_on" < "ended_releases"."given_back_on"),
	CONSTRAINT "ended_releases_released_on_check" CHECK("ended_releases"."released_on" like '____-__-__'),
	CONSTRAINT "ended_releases_given_back_on_check" CHECK("ended_releases"."given_back_on" like '____-__-__')
);
