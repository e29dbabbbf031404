import { z } from 'zod';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The hidden field by which a money-moving form names its command; the loader makes the id before the form is shown. */
export const CommandId = z.string().regex(UUID);
