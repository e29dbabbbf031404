import { createContext, useContext } from 'react';

/** The nonce of this answer, without which the content security policy lets no inline script run. */
const Nonce = createContext<string | undefined>(undefined);

export const NonceProvider = Nonce.Provider;

export function useNonce(): string | undefined {
  return useContext(Nonce);
}
