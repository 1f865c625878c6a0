"""The names that people give to columns of tables of questions, in many languages."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TITLES = {
    "question": "question, question text, questiontext, question title, question stem, "
    "questions, text, stem, "
    "prompt, statement, item, frage, fragen, fragetext, aufgabe, aussage, pregunta, preguntas, "
    "texto de la pregunta, enunciado, afirmación, question posée, énoncé, intitulé, "
    "texte de la question, affirmation, domanda, domande, testo della domanda, pergunta, "
    "perguntas, questão, texto da pergunta, vraag, vraagtekst, vragen, stelling, kérdés, kérdések, "
    "kérdés szövege, állítás, pytanie, pytania, treść pytania, soru, sorular, soru metni, "
    "問題, 問題文, 質問, 設問, 问题, 題目, 题目, 題幹, 题干, 問題內容, "
    "câu hỏi, nội dung câu hỏi, вопрос, вопросы, текст вопроса, питання, запитання, "
    "soal, pertanyaan, soalan, 문제, 질문, 문항, السؤال, سؤال, نص السؤال, प्रश्न, सवाल, fråga, "
    "spørgsmål, spørsmål, kysymys, otázka, întrebare, ερώτηση, שאלה",
    "choices": "choices, options, alternatives, answer options, answer choices, possible answers, "
    "opciones, alternativas, antwortmöglichkeiten, auswahlmöglichkeiten, optionen, choix, "
    "propositions, réponses possibles, opzioni, scelte, opções, opties, keuzes, "
    "antwoordmogelijkheden, válaszlehetőségek, opciók, opcje, seçenekler, şıklar, 選択肢, 选项, "
    "選項, "
    "lựa chọn, варианты, варианты ответа, варианты ответов, варіанти, pilihan, "
    "pilihan jawaban, opsi, 보기, 선택지, الخيارات, विकल्प, svarsalternativ, možnosti",
    "wrongs": "incorrect answers, wrong answers, incorrect options, wrong options, distractors, "
    "respuestas incorrectas, falsche antworten, distraktoren, mauvaises réponses, "
    "réponses incorrectes, risposte errate, respostas erradas, foute antwoorden, hibás válaszok, "
    "błędne odpowiedzi, yanlış cevaplar",
    "answers": "answers, respuestas, antworten, réponses, risposte, respostas, antwoorden, "
    "válaszok, odpowiedzi, cevaplar, 回答, 解答",
    "right": "correct, correct answer, correct answers, correct answer text, correct option, "
    "correct options, correct choice, correct choices, correct index, correct answer index, "
    "correct option index, answer index, correct response, correct letter, correct key, right, "
    "right answer, right answers, right choice, answer key, answer, ans, key, target, "
    "choose correct answer, respuesta, respuesta correcta, respuestas correctas, correcta, "
    "correcto, opción correcta, solución, clave, richtig, richtige antwort, richtige antworten, "
    "korrekt, korrekte antwort, korrekte antworten, antwort, bonne réponse, bonnes réponses, "
    "réponse correcte, réponses correctes, réponse juste, réponse, risposta corretta, "
    "risposte corrette, risposta esatta, risposta giusta, corretta, risposta, resposta correta, "
    "respostas corretas, resposta certa, correta, resposta, gabarito, juiste antwoord, "
    "juiste antwoorden, correct antwoord, goed antwoord, antwoord, helyes, helyes válasz, "
    "helyes válaszok, megoldás, válasz, poprawna odpowiedź, prawidłowa odpowiedź, "
    "poprawne odpowiedzi, odpowiedź, doğru cevap, doğru yanıt, doğru şık, cevap, yanıt, "
    "正解, 正答, 答え, 正确答案, 正確答案, 答案, "
    "đáp án, đáp án đúng, câu trả lời đúng, правильный ответ, правильные ответы, "
    "верный ответ, ответ, правильна відповідь, відповідь, kunci, kunci jawaban, jawaban, "
    "jawaban benar, jawapan, jawapan betul, 정답, 답, الإجابة الصحيحة, الجواب الصحيح, "
    "الإجابة, उत्तर, सही उत्तर, rätt svar, korrekt svar, riktig svar, rigtigt svar, "
    "svar, oikea vastaus, správná odpověď, správna odpoveď, odpověď, răspuns corect, "
    "σωστή απάντηση, תשובה נכונה, תשובה",
    "solution": "solution, lösung, lösungen, soluzione, solução, oplossing, rozwiązanie, çözüm",
    "explanation": "explanation, answer explanation, general feedback, feedback, rationale, "
    "support, comment, comments, justification, reason, explicación, retroalimentación, "
    "comentario, justificación, erklärung, erläuterung, begründung, kommentar, rückmeldung, "
    "explication, explications, commentaire, rétroaction, spiegazione, commento, motivazione, "
    "explicação, comentário, justificativa, uitleg, toelichting, magyarázat, indoklás, "
    "wyjaśnienie, uzasadnienie, komentarz, açıklama, 解説, 説明, 解析, 解释, 解釋, 说明, "
    "giải thích, lời giải, объяснение, пояснение, пояснення, penjelasan, pembahasan, 해설, "
    "설명, الشرح, التفسير, व्याख्या, स्पष्टीकरण, förklaring, forklaring, vysvětlení, "
    "explicație",
    "category": "category, categories, topic, subject, section, chapter, module, unit, quiz, "
    "categoría, tema, capítulo, asignatura, materia, kategorie, thema, fach, kapitel, "
    "catégorie, thème, sujet, chapitre, matière, categoria, argomento, capitolo, assunto, "
    "disciplina, categorie, onderwerp, hoofdstuk, vak, kategória, téma, témakör, tantárgy, "
    "fejezet, kategoria, temat, rozdział, przedmiot, kategori, konu, ders, カテゴリ, カテゴリー, "
    "分野, 科目, 类别, 類別, 分类, 分類, 章节, 章節, "
    "chủ đề, chương, môn học, категория, тема, раздел, предмет, категорія, "
    "kategori soal, topik, mata pelajaran, 과목, 단원, 분류, الموضوع, التصنيف, विषय, श्रेणी, "
    "ämne, emne, kategoria kysymys",
    "subcategory": "subcategory, sub category, subtopic, sub topic, subcategoría, subtema, "
    "unterkategorie, unterthema, sous catégorie, sottocategoria, subcategoria, subcategorie, "
    "alkategória, podkategoria, alt kategori",
    "tags": "tags, tag, keywords, labels, etiquetas, palabras clave, schlagwörter, schlagworte, "
    "stichwörter, mots clés, étiquettes, etichette, palavras chave, trefwoorden, címkék, tagi, "
    "etykiety, etiketler, タグ, 标签, 標籤",
    "difficulty": "difficulty, difficulty level, level, dificultad, nivel, schwierigkeit, "
    "schwierigkeitsgrad, difficulté, niveau, difficoltà, livello, dificuldade, nível, "
    "moeilijkheid, moeilijkheidsgraad, nehézség, trudność, poziom, zorluk, 難易度, 难度, 難度, "
    "độ khó, mức độ, сложность, уровень, tingkat kesulitan, 난이도, الصعوبة, कठिनाई",
    "max mark": "max mark, maximum mark, default mark, defaultmark, points, point, mark, marks, "
    "score, points possible, puntos, puntuación, punkte, punktzahl, point value, barème, punti, "
    "punteggio, pontos, pontuação, punten, pont, pontszám, pontok, punkty, puan, 配点, 点数, "
    "分值, 分數, 分数, "
    "điểm, балл, баллы, бали, poin, skor, nilai, 점수, 배점, الدرجة, अंक, poäng",
    "name": "name, title, question name, questionname, nombre, título, titel, titre, nom, titolo, "
    "nome, naam, név, cím, nazwa, tytuł, başlık, タイトル, 标题, 標題",
    "kind": "kind, type, question type, tipo, tipo de pregunta, typ, fragetyp, type de question, "
    "tipo di domanda, tipo de pergunta, vraagtype, típus, kérdéstípus, typ pytania, soru tipi, "
    "soru türü, 種類, 题型, 題型, 类型, 類型",
    "hint": "hint, pista, hinweis, tipp, indice, suggerimento, dica, tip, segítség, wskazówka, "
    "podpowiedź, ipucu, ヒント, 提示",
    "shuffle": "shuffle",
    "time": "time limit, time, time in seconds, seconds, zeit, zeitlimit, tiempo, temps, "
    "tempo, tijd, idő, czas, süre, 制限時間, 时间, 時間",
}
_NUMBERED = {
    "wrong": "incorrect, incorrect answer, incorrect option, incorrect choice, wrong, wrong "
    "answer, wrong option, wrong choice, distractor, distracter, false answer, "
    "respuesta incorrecta, incorrecta, respuesta falsa, falsche antwort, falsch, distraktor, "
    "mauvaise réponse, réponse incorrecte, réponse fausse, distracteur, risposta errata, "
    "risposta sbagliata, distrattore, resposta errada, resposta incorreta, distrator, "
    "fout antwoord, onjuist antwoord, afleider, rossz válasz, hibás válasz, helytelen válasz, "
    "błędna odpowiedź, niepoprawna odpowiedź, zła odpowiedź, dystraktor, yanlış cevap, "
    "yanlış şık, çeldirici, 不正解, 誤答, 错误答案, 錯誤答案, 干扰项, "
    "неправильный ответ, неверный ответ, jawaban salah, pengecoh, 오답, fel svar, "
    "forkert svar, galt svar",
    "right": "correct, correct answer, right answer, right, respuesta correcta, richtige antwort, "
    "bonne réponse, réponse correcte, risposta corretta, resposta correta, juiste antwoord, "
    "helyes válasz, poprawna odpowiedź, doğru cevap, 正解, 正确答案",
    "choice": "option, choice, answer, answer option, answer choice, possible answer, "
    "alternative, response, opt, opción, respuesta, alternativa, antwort, antwortmöglichkeit, "
    "auswahl, wahl, antwortoption, réponse, proposition, choix, risposta, opzione, scelta, "
    "resposta, opção, antwoord, optie, keuze, antwoordoptie, válasz, opció, válaszlehetőség, "
    "odpowiedź, opcja, wariant, cevap, seçenek, şık, 選択肢, 選択, 选项, 選項, 答案, "
    "đáp án, phương án, lựa chọn, вариант, вариант ответа, ответ, варіант, відповідь, "
    "pilihan, opsi, jawaban, jawapan, 보기, 선택지, 선지, الخيار, خيار, إجابة, विकल्प, "
    "alternativ, svar, svarsalternativ, vastaus, vaihtoehto, možnost, odpověď, varianta, "
    "επιλογή, תשובה",
    "weight": "weight, fraction",
    "feedback": "feedback, choice feedback, option feedback, answer feedback",
    "pinned": "pinned",
    "hint": _TITLES["hint"],
}
_MARKS = re.compile(r"[\s_\-–—.:*#?!¿¡()\[\]\"“”„'’/\\&,;|]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASIDE = re.compile(r"(?<=\w)(?:\s*[(\[（][^)\]）]*[)\]）])+|\s[-–—]\s.*", re.DOTALL)
_ENUMERATED = re.compile(r"^\d{1,2}[.)]\s+")
MAX_HEADING = 200


def folded(text: str) -> str:
    """A heading as it is compared: no accents, no case, no marks, "correctAnswer" in two words."""
    return _folded(text[:MAX_HEADING])


# Headings are compared with the answer of every row.
@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    text = _CAMEL.sub(" ", text).replace("(s)", "s")
    bare = _ENUMERATED.sub("", _ASIDE.sub("", text))
    decomposed = unicodedata.normalize("NFKD", bare.casefold())
    letters = "".join(one for one in decomposed if not unicodedata.combining(one))
    return _MARKS.sub(" ", letters).strip()


def _folded_words(words: str) -> list[str]:
    return [folded(word) for word in words.split(",")]


_ROLES = {word: role for role, words in _TITLES.items() for word in _folded_words(words)}
_NUMBERED_ROLES = {word: role for role, words in _NUMBERED.items() for word in _folded_words(words)}
# "option", "option 1", "option b", "option1", "optionb text"; "a", "1" alone are for the caller.
_NUMBER = re.compile(
    r"(?P<word>.*?\D) ?(?P<number>\d{1,2}|(?<=[\s\u3000-\u9fff])[a-z])(?: text)?", re.DOTALL
)
_ATTACHED_LETTER = re.compile(r"(?P<word>opt|option|choice|answer|antwort|opcion)(?P<number>[a-h])")


def role(heading: str) -> str | None:
    """What a column of this heading holds, if a word says so without a number."""
    return None if heading.rstrip().endswith("#") else _ROLES.get(folded(heading))


def numbered_role(heading: str) -> tuple[str, int | None] | None:
    """The role and the number of one of several columns of a kind: "Option B" is choice 2."""
    words = folded(heading)
    match = _ATTACHED_LETTER.fullmatch(words) or _NUMBER.fullmatch(words)
    if match and (found := _NUMBERED_ROLES.get(match["word"].strip())):
        number = match["number"]
        return found, int(number) if number.isdigit() else ord(number) - ord("a") + 1
    plain = _NUMBERED_ROLES.get(words) or _NUMBERED_ROLES.get(words.removesuffix("s"))
    return (plain, None) if plain else None
