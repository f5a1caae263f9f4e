// A face: a square cut out of a photograph, and made small, before it is sent. What leaves this
// browser is the square alone, drawn anew, so nothing a camera noted goes with it. Where a picture
// cannot be read here it is sent as it is, and the service says what is wrong.

(() => {
  const BYTES_MAX = 40_000;
  const SIDES = [512, 384, 256, 192, 128];
  const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];
  const TYPES = ['image/webp', 'image/jpeg'];

  const form = document.getElementById('picture-form');
  const input = document.getElementById('f-picture');
  const crop = document.getElementById('crop');
  if (!form || !input || !crop) return;
  const canvas = crop.querySelector('canvas');
  const [across, down, nearer] = ['crop-x', 'crop-y', 'crop-size'].map(id => document.getElementById(id));
  let picture;

  // With script the picture need not be square and small already.
  for (const plain of document.querySelectorAll('.without-script')) plain.hidden = true;
  for (const better of document.querySelectorAll('.with-script')) better.hidden = false;

  const square = () => {
    const side = Math.min(picture.width, picture.height) / (1 + Number(nearer.value) / 50);
    return [((picture.width - side) * across.value) / 100, ((picture.height - side) * down.value) / 100, side];
  };
  const draw = (to, side) => {
    const [x, y, from] = square();
    to.width = to.height = side;
    const pen = to.getContext('2d');
    // A JPEG has no clear parts.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, side, side);
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, x, y, from, from, 0, 0, side, side);
  };
  const show = () => picture && draw(canvas, 256);

  const encoded = (from, type, quality) => new Promise(done => from.toBlob(done, type, quality));
  const small = async () => {
    const sheet = document.createElement('canvas');
    for (const side of SIDES) {
      draw(sheet, side);
      for (const quality of QUALITIES) {
        for (const type of TYPES) {
          const blob = await encoded(sheet, type, quality);
          // A browser that cannot write a type writes PNG instead.
          if (blob?.type === type && blob.size <= BYTES_MAX) return blob;
        }
      }
    }
    return undefined;
  };

  input.addEventListener('change', async () => {
    picture = undefined;
    crop.hidden = true;
    const [file] = input.files;
    if (!file) return;
    try {
      picture = await createImageBitmap(file);
    } catch {
      return;
    }
    across.value = down.value = 50;
    nearer.value = 0;
    crop.hidden = false;
    show();
  });
  for (const slider of [across, down, nearer]) slider.addEventListener('input', show);

  // The picture is drawn along with the pointer; the sliders do the same by keyboard.
  let held;
  canvas.addEventListener('pointerdown', event => {
    held = [event.clientX, event.clientY, Number(across.value), Number(down.value)];
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', event => {
    if (!held || !picture) return;
    const [, , side] = square();
    const scale = side / canvas.clientWidth;
    const move = (slider, from, by, room) => {
      if (room > 0) slider.value = from - (by * scale * 100) / room;
    };
    move(across, held[2], event.clientX - held[0], picture.width - side);
    move(down, held[3], event.clientY - held[1], picture.height - side);
    show();
  });
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => (held = undefined));

  form.addEventListener('submit', async event => {
    if (!picture || event.submitter?.value !== 'picture') return;
    event.preventDefault();
    const { submitter } = event;
    const blob = await small();
    picture = undefined;
    if (blob) {
      const sent = new DataTransfer();
      sent.items.add(new File([blob], blob.type === 'image/webp' ? 'face.webp' : 'face.jpg', { type: blob.type }));
      input.files = sent.files;
    }
    form.requestSubmit(submitter);
  });
})();
