const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, '微信 WeChat'], [/Edg(A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\/|FxiOS/, 'Firefox'], [/CriOS|Chrome\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X|Macintosh/, 'Mac'], [/Linux/, 'Linux'],
];

const find = (from: [RegExp, string][], text: string) => from.find(([pattern]) => pattern.test(text))?.[1];

/** Browser and system, as far as the browser tells them about itself. */
export function deviceOf(agent: string | null): { name: string; phone: boolean } | null {
  if (!agent) return null;
  const name = [find(BROWSERS, agent), find(SYSTEMS, agent)].filter(Boolean).join(' · ');
  return { name: name || agent.slice(0, 40), phone: /Mobile|iPhone|Android|HarmonyOS/.test(agent) };
}
