import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { Alert, SENDS_ITSELF } from '../ui';
import { onFormSent } from './unreached';

/**
 * Says of a form that did not get through that it still stands on the page, until it is sent again or left. It keeps to
 * the top: what sends a form stands at its end, and must not be covered.
 */
export function NotReached() {
  const [toldOn, setToldOn] = useState<string | null>(null);
  const { state } = useNavigation();
  const { pathname } = useLocation();
  useEffect(
    () =>
      onFormSent((isReached) => {
        const isToTell = !isReached && !document.querySelector(`form[${SENDS_ITSELF}]`);
        setToldOn(isToTell ? location.pathname : null);
      }),
    [],
  );
  if (toldOn !== pathname || state !== 'idle') return null;
  return (
    <div className="no-print sticky top-2 z-20 mb-4 lg:top-14">
      <Alert tone="danger" title="现在连不上中心，没有收到答复" live>
        填写的内容都还在本页，请不要关闭或离开；有信号后再提交一次。不确定上一次是否已经办成的，先在新窗口核对。
      </Alert>
    </div>
  );
}
