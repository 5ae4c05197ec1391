import { useEffect, useRef, useState } from 'react';
import { useCanteen } from '../shell/me.tsx';
import type { ImportRecord } from '../provider/generated.ts';
import { sendSheet } from '../provider/files.ts';
import { NoAnswer, Refused } from '../provider/transport.ts';
import type { UserError } from '../provider/transport.ts';
import { useAct } from '../provider/useAct.ts';
import { useSay } from '../ui/say.ts';
import type { ImportKind } from './kinds.ts';

const words = {
  offline: { zh: '网络断了，文件没有传完。连上后再选一次这个文件。', en: 'The network broke off before the file was through. Choose it once more when it is back.' },
  empty: { zh: '这个文件是空的（0 字节）。请另存后再选。', en: 'This file is empty (0 bytes). Save it again and choose it anew.' },
};

/** Sends a sheet and opens its import. */
export function useUpload(kind: ImportKind | undefined) {
  const say = useSay();
  const canteen = useCanteen();
  const { act, pending, refusals, clear } = useAct();
  const [share, setShare] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<UserError[]>([]);
  const sending = useRef<AbortController | null>(null);
  useEffect(() => () => sending.current?.abort(), []);

  const take = async (file: File): Promise<ImportRecord | null> => {
    if (!kind) return null;
    clear();
    setErrors([]);
    setName(file.name);
    if (!file.size) {
      setErrors([{ code: 'EMPTY', message: say(words.empty), field: null }]);
      return null;
    }
    setShare(0);
    const control = new AbortController();
    sending.current = control;
    try {
      const id = await sendSheet(file, setShare, control.signal);
      setShare(1);
      const outcome = await act('createImport', { input: { kind: kind.name, file: id, ...(kind.perCanteen && canteen ? { canteen: canteen.id } : {}) } }, { quiet: true });
      return (outcome?.records[0] as ImportRecord | undefined) ?? null;
    } catch (error) {
      if (control.signal.aborted) return null;
      if (error instanceof Refused) setErrors(error.errors);
      else if (error instanceof NoAnswer) setErrors([{ code: 'NO_NETWORK', message: say(words.offline), field: null }]);
      else throw error;
      return null;
    } finally {
      setShare(null);
    }
  };
  return { take, stop: () => sending.current?.abort(), share, name, pending, errors: [...errors, ...refusals] };
}
