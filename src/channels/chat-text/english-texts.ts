import { type ChatTexts, forgetWords } from './fixed-texts.ts'

/** What citizens read besides replies, in English; where the widget says the same, in its words. */
export const english: ChatTexts = {
  welcome: ({ short_name }) =>
    `Hello! This is the automatic assistant of **${short_name}**: a machine that answers from the guides to administrative procedures and always names its source.\n\n` +
    'Ask in everyday Vietnamese, with or without accents. To talk to a person, type /nguoi.\n\n' +
    'Messages are kept to answer you and so that officials can help. For your safety, please do not send ID numbers, passwords or OTP codes. To delete everything, type /xoa.\n\n' +
    'Buttons and notices are in English; answers are in Vietnamese.',

  help:
    '**What can I help with?** The papers, time, fees, place and steps of procedures at the commune or ward.\n\n' +
    '- /nguoi: talk to a person\n' +
    '- /ngonngu: tiếng Việt / English\n' +
    '- /xoa: delete this conversation\n' +
    '- /start: start again\n\n' +
    'Ask in Vietnamese, with or without accents; answers are in Vietnamese.',

  languageIsSet:
    'Buttons and notices are in English now; answers are in Vietnamese, as the guides are. For help in another language talk to a person: /nguoi. Đổi lại tiếng Việt: /ngonngu vi',

  forgetAsk:
    'Delete this whole conversation from the system: messages, files, the name and phone number you left? A ticket that waits for an official is closed, too. This cannot be undone.\n\n' +
    `To delete it, type: ${forgetWords}`,
  forgotten:
    'Deleted. In your own app the old messages stay until you delete them there. Write again whenever you need to.',

  pleaseType:
    'Sorry, I cannot listen to voice messages yet. Please type your question; if that is difficult, press “Talk to a person” or type /nguoi.',
  onlyText: 'I can only read text. Which procedure is it about? Please type a sentence.',
  noFilesNow:
    'I am a machine and cannot look at pictures and files. To send them to an official, type /nguoi first and send them again.',
  fileKept: 'Your file is on the ticket for the official to see.',
  fileRefused:
    'This file was not taken. Pictures (JPEG, PNG, GIF, WebP) and PDF only, up to 5 MB each.',
  tooManyFiles:
    'There are too many files in this conversation. Please bring the papers to the counter.',

  unsupported({ name, address, phone }) {
    const ways = [
      '- Press the call button, or let a relative write or call for you.',
      phone && `- Call **${phone}** to talk to an official.`,
      address ? `- Come to **${name}**, ${address}.` : `- Come to **${name}**.`,
    ].filter(Boolean)
    return (
      'Your message came, but Zalo does not let me read it. You can be served another way:\n\n' +
      `${ways.join('\n')}\n\nChildren, people with disabilities and people who cannot read are helped by officials at the counter.`
    )
  },

  thanksForMark: 'Thank you!',
  noLongerHere: 'This button is out of date; please type your question.',
  failed:
    'Sorry, something went wrong and your last question was not answered. Please ask again in a few minutes, or type /nguoi to talk to a person.',
  tooLong: 'This message is too long for me. Please put it into about 2,000 letters.',

  staff: (staff) => {
    if (!staff) return 'Official'
    return staff.title ? `Official ${staff.name} (${staff.title})` : `Official ${staff.name}`
  },
  claimed: (number, who) =>
    `**${who}** is on ticket **${number}**. From now on your messages go straight to the official, and the assistant pauses.`,
  resolved: (number) =>
    `Ticket **${number}** is done. The automatic assistant answers you again; write more about this matter and the ticket is opened again for the official.\n\n` +
    'Are you satisfied? From 1 to 5.',
  backToBot: 'The official has finished. The automatic assistant answers you again.',

  marks: { up: '👍 Helpful', down: '👎 Not helpful' },
  forgetNow: 'Delete all',
  answeredBy: (by) =>
    by === 'llm'
      ? 'Written by AI from the guide; please check the sources first.'
      : 'Automatic answer from the guide.',
  sources: 'Sources:',
  tellMore: 'Please tell us a little more',
  chooseByNumber: 'Answer with a number to choose.',
  rateByTyping: 'For example type: 5 sao',
  markByTyping: 'Did this answer help? Send 👍 or 👎.',

  works: 'This channel works: your message came, and this is the answer.',
}
