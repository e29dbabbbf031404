import { pinyin } from 'pinyin-pro';
import { isStrongPassword } from './password';

/** Who a password is for, as far as guessers know it too. */
export interface PasswordOwner {
  username: string;
  name: string;
  centreName: string;
}

/**
 * Fewer guesses than this an informed guesser needs for what is refused: a word of a list with a year, a sign or the
 * digits of an account behind it stays below, two unrelated words do not.
 */
const LEAST_GUESSES_LOG10 = 9;

/** What people here put into passwords, beside what lists of stolen passwords hold. */
const HABITS = [
  ...[
    'bangfu',
    'kunnan',
    'zhigong',
    'gonghui',
    'zonggonghui',
    'shiye',
    'danwei',
    'bangong',
    'caiwu',
    'zhuren',
  ],
  ...[
    'woaini',
    'aini',
    'woai',
    'zhongguo',
    'nihao',
    'mima',
    'wode',
    'guanliyuan',
    'beijing',
    'zhengzhou',
    'henan',
  ],
];

/** A mobile number or an ID number, which others know. */
const KNOWN_NUMBER = /1[3-9]\d{9}|\d{17}[\dx]/i;

/**
 * Whether somebody who has the usual lists and knows the owner's names would soon find a password: common ones with
 * letters replaced by signs, keyboard rows, years, pinyin of the person and the centre, telephone and ID numbers.
 * After OWASP ASVS 4.0.3, 2.1.7; the estimate is that of zxcvbn.
 */
export async function isSoonGuessed(password: string, owner: PasswordOwner): Promise<boolean> {
  // What is too weak or too long by its form is told in other words, and costs nothing here.
  if (!isStrongPassword(password)) return false;
  if (KNOWN_NUMBER.test(password)) return true;
  estimator ??= newEstimator();
  const { guessesLog10 } = (await estimator).check(password, [...HABITS, ...wordsOf(owner)]);
  return guessesLog10 < LEAST_GUESSES_LOG10;
}

let estimator: ReturnType<typeof newEstimator> | undefined;

/** The lists are read when the first password is set, not when the product starts. */
async function newEstimator() {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs: graphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs });
}

function wordsOf({ username, name, centreName }: PasswordOwner): string[] {
  const words = [username, ...runsOf(syllablesOf(name), 1), ...runsOf(syllablesOf(centreName), 2)];
  return [...new Set(words.filter((word) => word.length > 1))];
}

/** Every run of syllables from so many on, in full and by its initials: `zhengzhou`, `zzs`. */
function runsOf(syllables: readonly string[], least: number): string[] {
  return syllables.flatMap((_, from) =>
    syllables.slice(from + least - 1).flatMap((_last, more) => {
      const run = syllables.slice(from, from + least + more);
      return [run.join(''), run.map((syllable) => syllable[0]).join('')];
    }),
  );
}

function syllablesOf(words: string): string[] {
  return pinyin(words, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((syllable) => syllable !== '');
}
