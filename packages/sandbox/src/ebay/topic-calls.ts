import { type Answer, type Call, type JsonObject, noContent, ok, param, textField } from './call.ts';
import { pageOf } from './notification-paging.ts';
import { Refusal } from './refusal.ts';
import { routesOf } from './route.ts';
import { scopeUrl } from './scopes.ts';
import { type Topic, topicOf, visibleTopics } from './topics.ts';

const mailShape = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

function getConfig(call: Call): Answer {
  const { alertEmail } = call.world.notificationConfig;
  if (alertEmail === '') throw new Refusal(195026, 'Configuration Not Found.');
  return ok({ alertEmail });
}

function putConfig(call: Call): Answer {
  const alertEmail = textField(call.body, 'alertEmail');
  if (alertEmail === undefined || !mailShape.test(alertEmail)) throw new Refusal(195025, 'Invalid or missing email.');
  call.world.notificationConfig.alertEmail = alertEmail;
  return noContent;
}

function topicView(topic: Topic): JsonObject {
  return {
    topicId: topic.id,
    description: topic.description,
    authorizationScopes: topic.scopes.map(scopeUrl),
    status: 'ENABLED',
    context: topic.context,
    scope: topic.scope,
    supportedPayloads: topic.schemaVersions.map((schemaVersion) => ({
      format: ['JSON'],
      schemaVersion,
      deliveryProtocol: 'HTTPS',
      deprecated: false,
    })),
    filterable: topic.isFilterable,
  };
}

const getTopics = (call: Call): Answer => ok(pageOf(call, 'topics', visibleTopics(call.world.settings.keysetScopes), topicView));

function getTopic(call: Call): Answer {
  const topic = topicOf(param(call));
  if (!topic) throw new Refusal(195002, 'Invalid or missing topic id.');
  return ok(topicView(topic));
}

/** PEM without line breaks. */
function getPublicKey(call: Call): Answer {
  const { signingKey, settings } = call.world;
  if (param(call) !== signingKey.kid) throw new Refusal(195001, 'The specified key id is invalid.');
  return ok({ key: signingKey.publicText(), algorithm: 'ECDSA', digest: settings.signatureDigest });
}

const route = routesOf({ base: '/commerce/notification/v1', resource: 'notification', scopes: [''] });

export const topicRoutes = [
  route('notification.config', 'GET /config', getConfig),
  route('notification.set-config', 'PUT /config', putConfig),
  route('notification.topics', 'GET /topic', getTopics),
  route('notification.topic', 'GET /topic/*', getTopic),
  route('notification.public-key', 'GET /public_key/*', getPublicKey),
];
