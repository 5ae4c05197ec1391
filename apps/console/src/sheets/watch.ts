import { useStore } from 'react-admin';

/** Exports asked for in this browser and not yet fetched: the bar at the top follows them, also after a reload. */
export function useWatched() {
  const [watched, set] = useStore<string[]>('sheets.watched', []);
  return {
    watched,
    watch: (id: string) => set([...watched.filter((each) => each !== id), id].slice(-5)),
    drop: (id: string) => set(watched.filter((each) => each !== id)),
  };
}
