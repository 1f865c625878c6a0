/** What the server is most likely to understand, first. */
const TYPES = ["audio/webm;codecs=opus", "audio/webm", "audio/mp4", "audio/ogg;codecs=opus"];
/** Enough for speech; a minute is a quarter of a megabyte. */
const BITS_PER_SECOND = 32_000;

/** Records from the microphone until it is finished or cancelled. */
export class Recorder {
  private readonly chunks: Blob[] = [];
  private readonly audio = new AudioContext();
  private readonly analyser = this.audio.createAnalyser();
  private readonly samples: Uint8Array<ArrayBuffer>;
  private readonly recorder: MediaRecorder;
  private readonly began = performance.now();

  /** @throws DOMException when there is no microphone, or it may not be used */
  static async start(): Promise<Recorder> {
    if (!navigator.mediaDevices) throw new DOMException("Insecure page", "NotAllowedError");
    return new Recorder(await navigator.mediaDevices.getUserMedia({ audio: true }));
  }

  private constructor(private readonly stream: MediaStream) {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.samples = new Uint8Array(this.analyser.fftSize);
    this.audio.createMediaStreamSource(stream).connect(this.analyser);
    this.recorder = new MediaRecorder(stream, {
      audioBitsPerSecond: BITS_PER_SECOND,
      ...(mimeType && { mimeType }),
    });
    this.recorder.ondataavailable = ({ data }) => this.chunks.push(data);
    this.recorder.start();
  }

  get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }

  /** How loud it is at the moment, from 0 to 1. */
  get level(): number {
    this.analyser.getByteTimeDomainData(this.samples);
    const loudest = this.samples.reduce(
      (most, sample) => Math.max(most, Math.abs(sample - 128)),
      0,
    );
    return Math.sqrt(loudest / 128); // as ears hear it
  }

  finish(): Promise<Blob> {
    return new Promise((resolve) => {
      this.recorder.onstop = () => {
        this.release();
        resolve(new Blob(this.chunks, { type: this.recorder.mimeType }));
      };
      this.recorder.stop();
    });
  }

  cancel(): void {
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.release();
  }

  /** The browser shows that the microphone is on until this. */
  private release(): void {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.audio.state !== "closed") void this.audio.close();
  }
}
