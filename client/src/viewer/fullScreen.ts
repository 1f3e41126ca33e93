/** Goes to full screen or back. Answers false when the browser forbids it. */
export async function toggleFullScreen(element: HTMLElement): Promise<boolean> {
  try {
    await (document.fullscreenElement
      ? document.exitFullscreen()
      : element.requestFullscreen({ navigationUI: 'hide' }));
    return true;
  } catch {
    return false;
  }
}
