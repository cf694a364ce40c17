import type { Script } from '../meeting.ts'

// What was said around "La orilla", in Spanish. All of it is invented.

const everyone = ['lucia', 'andres', 'camila', 'iker', 'valentina'] as const

const first: Script = {
  day: -46,
  leads: 'lucia',
  present: everyone,
  presenter: 'iker',
  question: 'Mi equipo me pide decisiones y yo quiero que las tomen. ¿Cómo dejo de ser el cuello de botella?',
  notes: {
    camila: '¿Qué decisión de esta semana no necesitaba pasar por ti?',
    andres: 'Cuando dices «como veáis», ¿ellos te creen?',
  },
  takeaways: {
    lucia: 'Delegar sin decir hasta dónde es otra forma de controlar.',
    andres: 'Mi silencio también decide.',
    camila: 'Preguntar «¿qué harías tú?» y luego callarme de verdad.',
    valentina: 'A mí me calmaba que me preguntaran. Es eso lo que no quiero soltar.',
    iker: 'Puedo empezar por una sola decisión, con nombre y fecha.',
  },
  asks: { valentina: 'Ofrezco: una hoja para repartir decisiones que usamos en la cooperativa.' },
  settles: {},
  takes: {
    lucia: ['terminar a tiempo las tres reuniones del lunes', 'queden cinco minutos'],
    andres: ['pedirle a Rosa que presente ella el proyecto', 'llegue la visita del jueves'],
    camila: ['decirle a mi jefa que este mes no llego a todo', 'nos reunamos a solas'],
    iker: ['pasar la decisión del proveedor a Nerea, entera', 'abra el correo del proveedor'],
    valentina: ['volver a nadar los miércoles', 'suene la alarma de las siete'],
  },
}

const second: Script = {
  day: -32,
  leads: 'andres',
  present: everyone,
  presenter: 'camila',
  question: 'Soy la más joven de la mesa y la que más sabe del tema. ¿Cómo hago para que me escuchen sin ponerme dura?',
  notes: {
    iker: '¿A quién de esa mesa ya le hablas sin miedo?',
    lucia: 'Yo empecé a decir «necesito dos minutos» y dejé de pedir perdón.',
  },
  takeaways: {
    lucia: 'No hace falta endurecerse para ocupar sitio.',
    andres: 'Tengo a una Camila en mi equipo y no la he mirado.',
    iker: 'Ceder la palabra también se entrena.',
    valentina: 'Que te escuchen una vez ya cambia la siguiente.',
    camila: 'Voy a hablar antes de la tercera intervención, aunque me tiemble la voz.',
  },
  asks: { camila: 'Pido: alguien con quien ensayar el arranque de la reunión del comité, diez minutos.' },
  settles: { lucia: ['kept'], andres: ['kept'], camila: ['kept'], iker: ['carried'], valentina: ['dropped'] },
  takes: {
    lucia: ['escribirle a mi antigua jefa lo que aprendí de ella', 'termine la semana'],
    andres: ['invitar a la becaria a hablar primero', 'empiece la revisión del martes'],
    camila: ['hablar en los primeros diez minutos del comité', 'se abra el segundo punto'],
    valentina: ['llamar a Julio y contarle que me voy del proyecto', 'salga del taller el viernes'],
  },
}

const third: Script = {
  day: -18,
  leads: 'camila',
  present: ['camila', 'lucia', 'andres', 'iker'],
  presenter: 'lucia',
  question: 'Me ofrecen un puesto más grande justo cuando por fin disfruto del mío. ¿Qué estoy escuchando en realidad?',
  notes: {
    andres: '¿Quién se alegraría de verdad si dices que no?',
    iker: 'Has hablado del puesto con la cabeza y del tuyo con las manos.',
  },
  takeaways: {
    andres: 'Crecer no siempre es subir.',
    camila: 'Se puede decir que hoy no sin cerrar la puerta.',
    iker: 'Pregunto siempre por el siguiente paso y casi nunca por este.',
    lucia: 'No tengo que decidir hasta el lunes. Puedo pasar el domingo sin decidir.',
  },
  asks: { iker: 'Ofrezco: leer tu respuesta antes de que la mandes, Lucía.' },
  settles: { lucia: ['kept'], andres: ['kept'], camila: ['kept'], iker: ['kept'] },
  takes: {
    lucia: ['decir que no, y qué me gustaría dentro de un año', 'me llame la directora el lunes'],
    andres: ['comer una vez por semana con alguien que no sea de mi área', 'sea miércoles'],
    camila: ['pedir que mi nombre esté en el informe que escribí', 'llegue el borrador'],
    iker: ['no contestar correos después de las ocho', 'acueste a los niños'],
  },
}

const fourth: Script = {
  day: -4,
  leads: 'iker',
  present: everyone,
  presenter: 'andres',
  question: 'Dentro de un mes me traslado y dejo un equipo al que quiero. ¿Cómo me voy bien?',
  notes: {
    lucia: '¿Qué quieres que recuerden de ti dentro de un año?',
    valentina: 'Yo acabo de irme de un sitio: lo que más agradecieron fue saber la fecha.',
  },
  takeaways: {
    lucia: 'Despedirse también es un trabajo, y se puede hacer bien.',
    camila: 'Dejar las cosas con nombre: quién, qué, hasta cuándo.',
    iker: 'Me acuerdo de una jefa que se fue sin decir nada. No quiero ser esa.',
    valentina: 'Irse bien es decir gracias con detalle.',
    andres: 'Voy a escribir una carta a cada persona, corta y a mano.',
  },
  asks: {
    camila: 'Decidido: la próxima es la última. Cada cual trae algo que le dio este grupo.',
    lucia: 'Ofrezco: mi casa, para quien pase por Madrid.',
  },
  settles: { lucia: ['kept'], andres: ['kept'], camila: ['kept'], iker: ['kept'], valentina: ['kept'] },
  takes: {
    lucia: ['preguntar a mi equipo qué echarían de menos si me fuera', 'terminemos la reunión del jueves'],
    andres: ['escribir las seis cartas', 'se vayan todos el viernes'],
    camila: ['buscar a quien le sirva un círculo como este y contárselo', 'tome café con Paula'],
    iker: ['decirle a Nerea que lo hizo mejor que yo', 'cerremos el trimestre'],
  },
}

export const orilla = {
  name: 'La orilla',
  purpose: 'Para quienes lideran lejos de su equipo, o lejos de casa. Nos escuchamos en español, cada dos semanas.',
  /** `day` is the day of the last meeting, in words. */
  farewell: (day: string) =>
    `Nos escuchamos en español, cada dos semanas, desde hace casi dos meses. Cerramos el ${day} con una última reunión: gracias, y cada cual sigue su camino.`,
  place: 'https://meet.long-table.example/la-orilla',
  scripts: [first, second, third, fourth],
}
