import type { RefusalData } from '../../refusal';

/** What a refusal says: what is wrong and what to do, from the figures of the refusal. */
export type Sentence = (data: RefusalData) => string;
export type Sentences = Record<string, Sentence>;
