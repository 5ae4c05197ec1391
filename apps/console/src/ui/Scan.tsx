import { useEffect, useRef, useState } from 'react';
import QrCodeScanner from '@mui/icons-material/QrCodeScanner';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useSay } from './say.ts';
import { Sheet } from './Sheet.tsx';

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detector = (): DetectorClass | undefined => (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

const words = {
  scan: { zh: '扫码', en: 'Scan a code' },
  aim: { zh: '对准条码或二维码', en: 'Hold the code before the camera' },
  noCamera: { zh: '无法使用相机。请在浏览器设置里允许，或改为搜索名称。', en: 'The camera cannot be used. Allow it in the browser, or search by name.' },
};

/** Offered only where the browser can read codes. */
export function ScanButton({ onCode }: { onCode: (code: string) => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  if (!detector() || !navigator.mediaDevices) return null;
  return (
    <>
      <IconButton onClick={() => setOpen(true)} aria-label={say(words.scan)}><QrCodeScanner /></IconButton>
      {open && <Scanner onClose={() => setOpen(false)} onCode={(code) => { setOpen(false); onCode(code); }} />}
    </>
  );
}

function Scanner({ onClose, onCode }: { onClose: () => void; onCode: (code: string) => void }) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState(false);
  const report = useRef(onCode);
  report.current = onCode;
  useEffect(() => {
    const Found = detector();
    if (!Found) return;
    const reader = new Found({ formats: ['ean_13', 'ean_8', 'upc_a', 'code_128', 'qr_code', 'data_matrix'] });
    let stream: MediaStream | null = null;
    let stopped = false;
    const look = async () => {
      if (stopped || !video.current) return;
      const codes = await reader.detect(video.current).catch(() => []);
      if (codes[0]) report.current(codes[0].rawValue);
      else setTimeout(() => void look(), 150);
    };
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: 'environment' } })
      .then(async (given) => {
        stream = given;
        if (stopped || !video.current) return;
        video.current.srcObject = given;
        await video.current.play();
        await look();
      })
      .catch(() => setFailed(true));
    return () => {
      stopped = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, []);
  return (
    <Sheet open title={say(words.scan)} onClose={onClose}>
      {failed ? <Typography>{say(words.noCamera)}</Typography> : (
        <>
          <video ref={video} muted playsInline style={{ width: '100%', aspectRatio: '4 / 3', objectFit: 'cover', borderRadius: 6 }} />
          <Typography sx={{ color: 'text.secondary' }}>{say(words.aim)}</Typography>
        </>
      )}
    </Sheet>
  );
}
