import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/** Does something once the server has taken a form of this page: it leads on to another page then. */
export function useOnceSent(work: () => void): void {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  useEffect(() => {
    const leadsOn = navigation.state === 'loading' && navigation.location.pathname !== pathname;
    if (leadsOn && navigation.formMethod === 'POST') latest.current();
  }, [navigation, pathname]);
}
