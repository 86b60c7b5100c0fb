import { defineWords } from './define-words.ts';

export const peopleWords = defineWords({
  en: {
    signIn: {
      title: 'Sign in',
      help: 'Use the e-mail address of your account.',
      first: 'Welcome',
      firstHelp: 'You are the first here. This account will own the organisation.',
      join: 'Join your team',
      joinHelp: 'Use the e-mail address that was invited.',
      name: 'Your name',
      organisation: 'Organisation',
      email: 'E-mail',
      password: 'Password',
      passwordHelp: 'At least 10 characters.',
      submit: 'Sign in',
      register: 'Create account',
      noAnswer: 'The hub does not answer. Is it running?',
    },
  },
  id: {
    signIn: {
      title: 'Masuk',
      help: 'Gunakan alamat e-mail akun Anda.',
      first: 'Selamat datang',
      firstHelp: 'Anda yang pertama di sini. Akun ini menjadi pemilik organisasi.',
      join: 'Bergabung dengan tim',
      joinHelp: 'Gunakan alamat e-mail yang diundang.',
      name: 'Nama Anda',
      organisation: 'Organisasi',
      email: 'E-mail',
      password: 'Kata sandi',
      passwordHelp: 'Minimal 10 karakter.',
      submit: 'Masuk',
      register: 'Buat akun',
      noAnswer: 'Hub tidak menjawab. Apakah sedang berjalan?',
    },
  },
});
