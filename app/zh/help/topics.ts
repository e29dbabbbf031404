import type { HelpTopic } from '../../help/help';
import { MONEY_TOPICS } from './moneyTopics';
import { OFFICE_TOPICS } from './officeTopics';
import { REGISTER_TOPICS } from './registerTopics';

/** All help by task, in the order in which the work is done. */
export const TOPICS: readonly HelpTopic[] = [...REGISTER_TOPICS, ...MONEY_TOPICS, ...OFFICE_TOPICS];
