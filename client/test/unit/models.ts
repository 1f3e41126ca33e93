import { ImageModel, type InfoAnswer } from '../../src/api/ImageModel';
import answers from '../fixtures/info-answers.json';

/** A recorded `INFO` answer of the server. */
export function model(name: keyof typeof answers, changes: Partial<InfoAnswer> = {}): ImageModel {
  return new ImageModel(name, { ...(answers[name] as unknown as InfoAnswer), ...changes });
}
