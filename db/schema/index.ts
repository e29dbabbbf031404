export * from './staff';
export * from './audit';
export * from './families';
export * from './register';
export * from './jobs';
export * from './fund';
export * from './relief';
export * from './payments';
