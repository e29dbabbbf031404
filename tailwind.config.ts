import type { Config } from 'tailwindcss';

/**
 * The whole palette, type scale and spacing of the product. Colours not named here do not exist:
 * `ink` is the neutral scale, `accent` the one accent, the other four are statuses.
 * Text is written in ink-900…500 or in the 700 of a status, all of which keep 4.5:1 on every background used.
 */
export default {
  content: ['./app/**/*.{ts,tsx}'],
  theme: {
    screens: {
      sm: '640px',
      md: '768px',
      lg: '1024px',
      xl: '1280px',
      '2xl': '1600px',
    },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      white: '#ffffff',
      black: '#000000',
      ink: {
        50: '#f7f9f9',
        100: '#eff2f3',
        200: '#dee4e6',
        300: '#c4cdd1',
        400: '#7f8c93',
        500: '#586870',
        600: '#46545b',
        700: '#344047',
        800: '#242d32',
        900: '#161d21',
      },
      accent: {
        50: '#eef6f7',
        100: '#d7e9ed',
        200: '#b1d3da',
        300: '#7fb4c0',
        500: '#2b7a8d',
        600: '#1d6478',
        700: '#174f60',
        800: '#133f4d',
        900: '#0f323d',
      },
      info: { 50: '#eef3fb', 200: '#c3d4ee', 500: '#4a78bd', 700: '#27508f' },
      success: { 50: '#edf6f0', 200: '#bbdcc7', 500: '#3d8a5c', 700: '#1f6240' },
      warning: { 50: '#fdf5e4', 200: '#eed59f', 500: '#bd851f', 700: '#7d5107' },
      danger: { 50: '#fcefed', 200: '#efc3bd', 500: '#c3483b', 700: '#a0291f' },
    },
    fontFamily: {
      sans: [
        '"PingFang SC"',
        '"Microsoft YaHei"',
        '"Noto Sans CJK SC"',
        '"Source Han Sans SC"',
        '"WenQuanYi Micro Hei"',
        'sans-serif',
      ],
      mono: ['Consolas', 'Menlo', '"DejaVu Sans Mono"', 'monospace'],
    },
    fontSize: {
      xs: ['0.75rem', '1.125rem'],
      sm: ['0.8125rem', '1.25rem'],
      base: ['0.875rem', '1.375rem'],
      lg: ['1rem', '1.5rem'],
      xl: ['1.25rem', '1.75rem'],
      '2xl': ['1.625rem', '2rem'],
    },
    extend: {
      boxShadow: { card: '0 1px 2px rgb(22 29 33 / 0.05)', bar: '0 1px 3px rgb(22 29 33 / 0.18)' },
      borderRadius: { DEFAULT: '4px', md: '5px', lg: '6px' },
      maxWidth: { page: '100rem', prose: '46rem' },
      minHeight: { control: '2.25rem' },
      keyframes: {
        waiting: { '0%': { transform: 'translateX(-100%)' }, '100%': { transform: 'translateX(400%)' } },
      },
      animation: { waiting: 'waiting 1.2s ease-in-out infinite' },
    },
  },
} satisfies Config;
