import { expect, it } from 'vitest';
import { answerChallenge } from './challenge.ts';
import { readFixture } from './test/fixtures.ts';

const { challenges } = readFixture<{
  challenges: { id: string; challenge_code: string; verification_token: string; endpoint: string; challenge_response: string }[];
}>('events.json');

it.each(challenges)('answers the challenge as published: $id', (vector) => {
  const options = { verificationToken: vector.verification_token, endpoint: vector.endpoint };
  expect(answerChallenge(options, { challenge_code: vector.challenge_code })).toEqual({
    contentType: 'application/json',
    body: JSON.stringify({ challengeResponse: vector.challenge_response }),
  });
});

it('has nothing to say to a call that asks nothing', () => {
  const options = { verificationToken: 'token', endpoint: 'https://hub.example.com' };
  expect(answerChallenge(options, {})).toBeUndefined();
  expect(answerChallenge(options, { challenge_code: '' })).toBeUndefined();
});
