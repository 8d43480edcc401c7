/** Bringing grids in. */
import { ApiError, address, get, post } from '../api.js';

export const versions = () => get('/api/v1/grid-versions');
export const progress = () => get('/api/v1/grid-versions/progress');
export const publish = (id) => post(`/api/v1/grid-versions/${id}/publish`, {});

/**
 * Sends a file of grids. Done by hand, since only so a browser tells how much of it is sent.
 * @param {File} file @param {Record<string, any>} options as the server names them @param {(share: number) => void} sent 0 to 1
 * @returns {Promise<any>} @throws {ApiError}
 */
export function bringIn(file, options, sent) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address('/api/v1/grid-versions', { ...options, name: file.name }));
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => sent(event.lengthComputable ? event.loaded / event.total : 0));
    request.addEventListener('load', () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // No answer that can be read: the status says what there is to say.
      }
      if (request.status >= 200 && request.status < 300) resolve(answer); else reject(new ApiError({ ...answer, status: request.status }));
    });
    request.addEventListener('error', () => reject(new ApiError({})));
    request.send(file);
  });
}
