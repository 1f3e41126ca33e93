import type { SettingsChange } from '../state/RenderSettings';

/** Asks the viewer to draw the image in another way. Crosses shadow roots. */
export class SettingsEvent extends CustomEvent<SettingsChange> {
  static readonly TYPE = 'visiomatic-settings';

  constructor(change: SettingsChange) {
    super(SettingsEvent.TYPE, { detail: change, bubbles: true, composed: true });
  }
}

/** What the toolbar and the keyboard can ask for. */
export type Command =
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'native'
  | 'reticle'
  | 'fullscreen'
  | 'copy-link'
  | 'keyboard'
  | 'controls'
  | 'overview'
  | 'invert'
  | 'next-channel'
  | 'previous-channel';

/** Asks the viewer to do something. Crosses shadow roots. */
export class CommandEvent extends CustomEvent<Command> {
  static readonly TYPE = 'visiomatic-command';

  constructor(command: Command) {
    super(CommandEvent.TYPE, { detail: command, bubbles: true, composed: true });
  }
}
