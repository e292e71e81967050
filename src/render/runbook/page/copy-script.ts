/** Puts a button on every script, where the browser can copy; without it the page is whole. No names go in. */
export const COPY_SCRIPT = `
if (navigator.clipboard) for (const block of document.querySelectorAll('.script')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(block.querySelector('code').textContent).then(() => {
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 2000);
    });
  });
  block.prepend(button);
}
`;
