import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfMarkup } from './markup';

describe('textOfMarkup', () => {
  it.each([
    ['plain', 'plain'],
    ['  two   blanks\u3000here ', 'two blanks here'],
    ['<p>one</p><p>two</p>', 'one\ntwo'],
    ['<P class="x">one</P>\r\n\r\n<p>two<br/>three</p>', 'one\ntwo\nthree'],
    ['<p><span style="color:red">one</span> <b>two</b></p>', 'one two'],
    ['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
    ['<!-- note -->one<style>p{}</style><script>1 < 2</script>', 'one'],
    ['a &lt; b &amp;&nbsp;c &ldquo;d&rdquo; &#20154;&#x4eba;', 'a < b & c “d” 人人'],
    ['&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;', 'one\ntwo'],
    ['>90%', '>90%'],
    ['&gt;90%', '>90%'],
    ['<5人', '<5人'],
    ['<=5 and >3', '<=5 and >3'],
    ['income < 3 > 2', 'income < 3 > 2'],
    ['&unknown; &; R&D', '&unknown; &; R&D'],
    ['&#x110000;&#55555;&#0;', '&#x110000;&#55555;&#0;'],
    ['<p></p>', ''],
    ['', ''],
  ])('of %j is %j', (markup, text) => {
    expect(textOfMarkup(markup)).toBe(text);
  });

  it('never throws, and leaves no blank lines', () => {
    const pieces = fc.constantFrom(
      '<p>',
      '</p>',
      '<',
      '>',
      '&',
      '&lt;',
      '&#',
      'x41;',
      ' ',
      '\n',
      '文',
      '<script>',
      '!--',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }))), (parts) => {
        const lines = textOfMarkup(parts.join('')).split('\n');
        expect(lines.length === 1 || lines.every((line) => line.trim() !== '')).toBe(true);
      }),
    );
  });

  it('takes time in proportion to the text', () => {
    const took = (text: string) => {
      const started = performance.now();
      textOfMarkup(text);
      return performance.now() - started;
    };
    const hostile = '<!--'.repeat(50_000) + '<script>'.repeat(50_000) + '<a'.repeat(200_000);
    const calm = '<b>calm</b>'.repeat(hostile.length / 11);
    took(calm);
    // A cost that grew with the square would be thousands of times that of a calm text.
    expect(took(hostile) / took(calm)).toBeLessThan(100);
  });
});
