import type { Question } from '../../domain/facts/observation.ts';

export type HttpQuestion = Extract<Question, { kind: 'http-get' | 'chat' }>;
export type EchoQuestion = Extract<Question, { kind: 'echo' }>;
export type TcpQuestion = Extract<Question, { kind: 'tcp' }>;
export type TlsQuestion = Extract<Question, { kind: 'tls' }>;
