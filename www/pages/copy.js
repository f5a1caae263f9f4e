// Buttons that copy: shown where the browser can, and told by a changed word.
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = words), 3000);
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
    }
  });
}
