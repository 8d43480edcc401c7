/** What the page of wall maps asks. */
import { ApiError, address, spoken } from '../api.js';

/** Where a sheet is. @param {Record<string, any>} wish @param {'pdf'|'svg'} kind */
export const mapAddress = (wish, kind) => address(`/api/v1/print/map.${kind}`, { ...wish, lang: spoken() });

/**
 * A sheet as a picture.
 * @returns {Promise<Blob>}
 * @throws {ApiError}
 */
export async function sheet(wish, signal) {
  let response;
  try {
    response = await fetch(mapAddress(wish, 'svg'), { signal });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError({});
  }
  if (!response.ok) throw new ApiError({ ...(await response.json().catch(() => ({}))), status: response.status });
  return response.blob();
}
