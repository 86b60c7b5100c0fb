import { printingRoutes } from '@shopfleet/contracts';
import { HubError } from '@shopfleet/kernel';
import { callerOf, type HubApp } from '../../edge/index.ts';
import type { PrintingDeps } from '../printing-deps.ts';
import { maxImageBytes, storeTemplateImage } from './store-template-image.ts';
import { hasTemplateImage, listTemplates, viewTemplate } from './template-store.ts';

export function registerTemplateApi(app: HubApp, deps: PrintingDeps): void {
  app.openapi(printingRoutes.listTemplates, async (c) => {
    const { tenantId } = callerOf(c);
    const rows = await deps.db.asTenant(tenantId, (tx) => listTemplates(tx, tenantId));
    return c.json({ items: rows.map(viewTemplate) }, 200);
  });
  app.openapi(printingRoutes.uploadTemplateImage, async (c) => {
    const { tenantId, name: uploadedBy } = callerOf(c);
    const { file } = await c.req.parseBody();
    if (!(file instanceof File))
      throw new HubError('INVALID_REQUEST', { fields: [{ path: 'file', code: 'required', message: 'Send one file' }] });
    if (file.size > maxImageBytes) throw new HubError('BODY_TOO_LARGE', { message: 'An image may have 5 MB' });
    const stored = await storeTemplateImage(deps, { tenantId, uploadedBy, bytes: new Uint8Array(await file.arrayBuffer()) });
    return c.json({ ...stored, url: `/api/templates/images/${stored.sha256}` }, 201);
  });
  app.openapi(printingRoutes.getTemplateImage, async (c) => {
    const { sha256 } = c.req.valid('param');
    const isThere = await deps.db.asTenant(callerOf(c).tenantId, (tx) => hasTemplateImage(tx, sha256));
    if (!isThere) throw new HubError('NOT_FOUND', { message: 'There is no such image' });
    const headers = {
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    };
    return c.body(new Uint8Array(await deps.files.get(sha256)), 200, headers);
  });
}
