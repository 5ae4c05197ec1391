import { useCallback, useEffect, useRef, useState } from 'react';

/** What is being typed, kept in this browser as it is typed; a reload, a call or an empty battery loses nothing. */
export function useDraft<T>(name: string, start: T): [T, (change: T | ((before: T) => T)) => void, () => void, boolean] {
  const key = `canteen.draft.${name}`;
  const [value, setValue] = useState<T>(() => read(key) ?? start);
  const [restored] = useState(() => read(key) !== null);
  const touched = useRef(false);
  useEffect(() => {
    if (touched.current) localStorage.setItem(key, JSON.stringify(value));
  }, [key, value]);
  const drop = useCallback(() => {
    touched.current = false;
    localStorage.removeItem(key);
  }, [key]);
  const change = useCallback((next: T | ((before: T) => T)) => {
    touched.current = true;
    setValue(next);
  }, []);
  return [value, change, drop, restored];
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Most recently used first, for pickers. */
export function recent(name: string): string[] {
  return read<string[]>(`canteen.recent.${name}`) ?? [];
}

export function remember(name: string, id: string): void {
  localStorage.setItem(`canteen.recent.${name}`, JSON.stringify([id, ...recent(name).filter((each) => each !== id)].slice(0, 12)));
}
