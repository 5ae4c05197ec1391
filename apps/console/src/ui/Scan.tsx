import { useEffect, useRef, useState } from 'react';
import QrCodeScanner from '@mui/icons-material/QrCodeScanner';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { codeInPicture, qrReader } from './qr.ts';
import { useSay } from './say.ts';
import { Sheet } from './Sheet.tsx';

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detector = (): DetectorClass | undefined => (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Absent where the page is not served over HTTPS. */
const hasCamera = (): boolean => !!(navigator as { mediaDevices?: unknown }).mediaDevices;

const words = {
  scan: { zh: '扫码', en: 'Scan a code' },
  aim: { zh: '对准条码或二维码', en: 'Hold the code before the camera' },
  noCamera: { zh: '无法使用相机。请在浏览器设置里允许，或输入编号、名称。', en: 'The camera cannot be used. Allow it in the browser, or type a number or a name.' },
};

/** Offered only where the browser can read codes. */
export function ScanButton({ onCode }: { onCode: (code: string) => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  if (!detector() || !hasCamera()) return null;
  return (
    <>
      <IconButton onClick={() => setOpen(true)} aria-label={say(words.scan)}><QrCodeScanner /></IconButton>
      {open && (
        <Sheet open title={say(words.scan)} onClose={() => setOpen(false)}>
          <ScanView onCode={(code) => { setOpen(false); onCode(code); }} />
        </Sheet>
      )}
    </>
  );
}

type Look = (video: HTMLVideoElement) => Promise<string | null>;

/** The browser's own reader knows bar codes too; where it has none (iPhones), ours reads QR codes. */
async function lookWith(): Promise<Look> {
  const Found = detector();
  if (Found) {
    const reader = new Found({ formats: ['ean_13', 'ean_8', 'upc_a', 'code_128', 'qr_code', 'data_matrix'] });
    return async (video) => (await reader.detect(video).catch(() => []))[0]?.rawValue ?? null;
  }
  const read = await qrReader();
  return (video) => Promise.resolve(codeInPicture(read, video, video.videoWidth, video.videoHeight));
}

/** What the camera sees, until a code is in it. Nothing where there is no camera to ask for. */
export function ScanView({ onCode }: { onCode: (code: string) => void }) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const report = useRef(onCode);
  report.current = onCode;
  useEffect(() => {
    if (!hasCamera()) return;
    let stream: MediaStream | null = null;
    let stopped = false;
    const start = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const look = await lookWith();
      if (stopped || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const again = async () => {
        if (stopped || !video.current) return;
        const code = await look(video.current);
        if (code) report.current(code);
        else setTimeout(() => void again(), 150);
      };
      await again();
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    start().catch(() => setFailed(true));
    return () => {
      stopped = true;
      stop();
    };
  }, []);
  if (!hasCamera()) return null;
  if (failed) return <Typography>{say(words.noCamera)}</Typography>;
  return (
    <>
      <video ref={video} muted playsInline style={{ width: '100%', aspectRatio: '4 / 3', objectFit: 'cover', borderRadius: 6 }} />
      <Typography sx={{ color: 'text.secondary' }}>{say(words.aim)}</Typography>
    </>
  );
}
