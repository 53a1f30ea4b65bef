// Inspections by checklist on the phone: what the server will ask of the answers is asked here too, so that nothing is refused once the officer has left.
import { forget, keep, kept, newId, put } from "/js/field-outbox.js";

const most = 40;
const at = id => document.getElementById(id);

// The questions that answers lead to, in order; one whose condition names a question that is not asked is not asked either.
export function asked(list, answers) {
  const known = new Set();
  const holds = part => known.has(part.question) && part.isAnyOf.includes(answers[part.question]?.value ?? "");
  return list.questions.filter(q => {
    const is = !q.when?.length || q.when.some(group => group.every(holds));
    if (is) {
      known.add(q.id);
    }

    return is;
  });
}

// What follows from an answer.
export function following(question, value) {
  const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  return (question.effects ?? []).filter(e => (e.atLeast == null ? e.if?.includes(value) : number !== null && number >= e.atLeast));
}

// What is still missing of one answer: the key of a word, or nothing.
export function missing(question, answer) {
  const value = answer?.value?.trim() ?? "";
  if (!value) {
    return question.optional ? null : "fieldpage.missingAnswer";
  }
  if (question.type === "Number" && !/^\d{1,9}(\.\d+)?$/.test(value)) {
    return "fieldpage.missingNumber";
  }

  const effects = following(question, value);
  return effects.some(e => e.photograph) && !answer.photographs?.length ? "fieldpage.missingPhotograph" : effects.some(e => e.comment) && !answer.comment?.trim() ? "fieldpage.missingComment" : null;
}

const holdsOn = (list, day) => list.from <= day && !(list.to && list.to < day);


// The part of the page in which premises are inspected.
// page: word, element, taken (makes a picture smaller), premises (those that the phone keeps), chosen (those of a scanned plate), worker, done (after one is in the outbox), full (no room)
export function fieldCheck(page) {
  let lists = [];
  let draft = null;
  let tried = false;

  // The day of the district, whatever the phone is set to.
  const today = () => new Date(Date.now() + (page.worker()?.behind ?? 0)).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const fitting = kind => lists.filter(l => holdsOn(l, today()) && (l.kinds.includes("*") || l.kinds.includes(kind)));
  const list = () => lists.find(l => l.key === draft?.checklist && l.from === draft.edition);
  const photographs = () => Object.values(draft.answers).reduce((sum, a) => sum + (a.photographs?.length ?? 0), 0);

  async function keepDraft() {
    try {
      await keep("check", draft);
    } catch {
      page.full();
    }
  }

  function option(value, textContent) {
    return page.element("option", { value, textContent });
  }

  function showChoices() {
    const all = page.premises();
    const one = draft.premises;
    at("check-premises").replaceChildren(option("", page.word("fieldpage.checkPremises")), ...all.slice(0, 100).map(p => option(p.id, p.name)), ...(one && !all.some(p => p.id === one.id) ? [option(one.id, one.name)] : []));
    at("check-premises").value = one?.id ?? "";
    const fit = one ? fitting(one.kindKey) : [];
    at("check-list").replaceChildren(...fit.map(l => option(`${l.key}@${l.from}`, `${l.title} ${l.standard}`)));
    at("check-list").disabled = fit.length === 0;
    at("check-none").hidden = !one || fit.length > 0;
    if (fit.length && !fit.some(l => l.key === draft.checklist && l.from === draft.edition)) {
      // Of a newer edition the answers to questions that it still has stay.
      [draft.checklist, draft.edition] = [fit[0].key, fit[0].from];
    }

    at("check-list").value = fit.length ? `${draft.checklist}@${draft.edition}` : "";
    at("check-category").value = draft.category;
    at("check-place").value = draft.place ?? "";
  }

  function answers(question) {
    return question.type === "YesNo" ? ["Yes", "No", ...(question.mayNotApply ? ["NotApplicable"] : [])] : question.choices ?? [];
  }

  function said(question, value) {
    return question.type === "YesNo" ? page.word(`fieldpage.answer.${value}`) : value;
  }

  // A question is drawn once and then only brought up to date: what somebody taps next must not move or be made anew beneath the finger.
  let drawn = new Map();

  async function set(question, change) {
    draft.answers[question.id] = { value: "", ...draft.answers[question.id], ...change };
    showQuestions();
    await keepDraft();
  }

  function pictures(question, answer) {
    const row = page.element("div", { className: "check-pictures" });
    (answer.smalls ?? []).forEach((small, i) => {
      const label = page.word("fieldpage.takeOut", i + 1);
      const out = page.element("button", { type: "button", title: label }, page.element("img", { src: small || "/favicon.svg", alt: label }));
      out.addEventListener("click", () => set(question, { photographs: answer.photographs.filter((_, k) => k !== i), smalls: answer.smalls.filter((_, k) => k !== i) }));
      row.append(out);
    });
    if (photographs() < most) {
      const input = page.element("input", { type: "file", accept: "image/*" });
      input.setAttribute("capture", "environment");
      input.addEventListener("change", async () => {
        const file = input.files[0];
        if (file) {
          const { blob, small } = await page.taken(file);
          const now = draft.answers[question.id] ?? {};
          await set(question, { photographs: [...(now.photographs ?? []), blob], smalls: [...(now.smalls ?? []), small] });
        }
      });
      row.append(page.element("label", { className: "field-take small" }, page.element("span", { textContent: page.word("fieldpage.checkPicture") }), input));
    }

    return row;
  }

  // What an answer brings with it: that it is a hazard, words, photographs.
  function tail(question, answer) {
    const effects = following(question, answer.value);
    const comment = page.element("input", { className: "input", value: answer.comment ?? "", maxLength: 500, placeholder: page.word(effects.some(e => e.comment) ? "fieldpage.commentForced" : "fieldpage.comment") });
    comment.setAttribute("aria-label", page.word("fieldpage.commentOf", question.text));
    comment.addEventListener("input", () => { draft.answers[question.id] = { ...draft.answers[question.id], comment: comment.value }; });
    comment.addEventListener("change", () => set(question, { comment: comment.value }));
    const found = effects.some(e => e.hazard) ? [page.element("p", { className: "problem", textContent: page.word(effects.some(e => e.hazard === "Major") ? "fieldpage.foundMajor" : "fieldpage.found") })] : [];

    // What nobody asks for stays folded away, so that thirty questions in order are thirty taps.
    const isAsked = effects.length > 0 && effects.some(e => e.photograph || e.comment || e.hazard);
    const more = isAsked || answer.comment || answer.smalls?.length ? [comment, pictures(question, answer)]
      : [page.element("details", {}, page.element("summary", { textContent: page.word("fieldpage.checkMore") }), comment, pictures(question, answer))];
    return [...found, ...more];
  }

  function control(question) {
    const answer = draft.answers[question.id] ?? { value: "" };
    if (question.type === "YesNo" || question.type === "Choice") {
      return page.element("div", { className: "check-answers" }, ...answers(question).map((value, i) => {
        const choice = page.element("input", { type: "radio", name: `check-${question.id}`, id: `check-${question.id}-${i}`, value, checked: answer.value === value });
        choice.addEventListener("change", () => set(question, { value }));
        return page.element("label", { className: "choice", htmlFor: choice.id }, choice, page.element("span", { textContent: said(question, value) }));
      }));
    }

    const field = page.element(question.type === "Text" ? "textarea" : "input", { className: "input", value: answer.value, maxLength: question.type === "Text" ? 500 : 14 });
    field.setAttribute("aria-label", question.text);
    field.inputMode = question.type === "Number" ? "decimal" : "text";
    field.addEventListener("input", () => set(question, { value: field.value.trim() }));
    return field;
  }

  function draw(question) {
    const legend = page.element("legend", {});
    const after = page.element("div", { className: "check-tail" });
    const lack = page.element("p", { className: "problem", hidden: true });
    const box = page.element("fieldset", { className: "choices check-question" }, legend, ...(question.clause ? [page.element("p", { className: "muted", textContent: question.clause })] : []), control(question), after, lack);
    let was = "";
    return {
      box,
      update(number) {
        const answer = draft.answers[question.id] ?? { value: "" };
        legend.textContent = `${number}. ${question.text}`;
        const is = JSON.stringify([Boolean(answer.value), following(question, answer.value), answer.smalls, photographs() < most]);
        if (is !== was) {
          after.replaceChildren(...(answer.value ? tail(question, answer) : []));
          was = is;
        }

        const lacks = tried ? missing(question, answer) : null;
        lack.hidden = !lacks;
        lack.textContent = lacks ? page.word(lacks) : "";
      },
    };
  }

  function showQuestions() {
    const one = list();
    const now = one ? asked(one, draft.answers) : [];
    const wanted = [];
    let group = null;
    now.forEach((question, i) => {
      if (question.group && question.group !== group) {
        const key = `group ${question.group} ${question.id}`;
        drawn.set(key, drawn.get(key) ?? { box: page.element("h3", { textContent: question.group }) });
        wanted.push(drawn.get(key).box);
      }

      group = question.group;
      drawn.set(question.id, drawn.get(question.id) ?? draw(question));
      drawn.get(question.id).update(i + 1);
      wanted.push(drawn.get(question.id).box);
    });
    const place = at("questions");
    [...place.children].filter(c => !wanted.includes(c)).forEach(c => c.remove());
    wanted.forEach((box, i) => {
      if (place.children[i] !== box) {
        place.insertBefore(box, place.children[i] ?? null);
      }
    });
    const left = tried ? now.filter(q => missing(q, draft.answers[q.id])).length : 0;
    at("check-send").disabled = !one;
    at("check-missing").textContent = left ? page.word("fieldpage.checkMissing", left) : "";
    at("check-missing").hidden = !left;
  }

  // What stands in the form is not touched: somebody may be typing.
  function offer() {
    at("check-start").hidden = Boolean(draft) || page.isReporting() || !page.worker()?.mayInspect || lists.length === 0;
  }

  function show() {
    offer();
    at("check").hidden = !draft;
    drawn = new Map();
    at("questions").replaceChildren();
    if (draft) {
      showChoices();
      showQuestions();
    }
  }

  async function begin() {
    const chosen = await page.chosen();
    draft = { id: newId(), account: page.worker()?.account ?? null, premises: chosen, checklist: null, edition: null, category: "Fire", place: "", answers: {} };
    tried = false;
    page.show();
    await keepDraft();
    at("check").scrollIntoView();
  }

  async function queue(event) {
    event.preventDefault();
    const one = list();
    tried = true;
    if (!one || !draft.premises || asked(one, draft.answers).some(q => missing(q, draft.answers[q.id]))) {
      showQuestions();
      [...document.querySelectorAll("#questions .check-question > .problem")].find(p => !p.hidden)?.parentElement.scrollIntoView();
      return;
    }

    // Only what is asked goes; photographs go in one row, and answers name them by their number.
    const files = [];
    const answers = Object.fromEntries(asked(one, draft.answers).filter(q => draft.answers[q.id]?.value?.trim()).map(q => {
      const { value, comment, photographs = [] } = draft.answers[q.id];
      return [q.id, { value: value.trim(), comment: comment?.trim() || null, photographs: photographs.map(p => files.push(p) - 1) }];
    }));
    const report = {
      ...draft, kind: "inspection", title: one.title, given: draft.answers, answers, photographs: files, smalls: Object.values(draft.answers).flatMap(a => a.smalls ?? []).slice(0, 1),
      taken: draft.taken ?? new Date().toISOString(), state: "waiting", problems: [], tries: 0, next: 0, created: draft.created ?? Date.now(),
    };
    try {
      await put(report);
    } catch {
      page.full();
      return;
    }

    await drop();
    page.done();
  }

  async function drop() {
    await forget("check");
    draft = null;
    page.show();
  }

  at("check-start").addEventListener("click", begin);
  at("check").addEventListener("submit", queue);
  at("check-drop").addEventListener("click", drop);
  at("check-premises").addEventListener("change", async e => {
    const found = page.premises().find(p => p.id === e.target.value);
    draft.premises = found ? { id: found.id, name: found.name, kindKey: found.kindKey } : null;
    show();
    await keepDraft();
  });
  at("check-list").addEventListener("change", async e => {
    [draft.checklist, draft.edition] = e.target.value.split("@");
    show();
    await keepDraft();
  });
  at("check-category").addEventListener("change", e => { draft.category = e.target.value; keepDraft(); });
  at("check-place").addEventListener("change", e => { draft.place = e.target.value; keepDraft(); });

  return {
    get busy() { return Boolean(draft); },
    show,
    offer,

    // What the phone keeps, and the newest of it where there is a line.
    async load(fetchToo) {
      lists = (await kept("checklists")) ?? [];
      draft ??= (await kept("check")) ?? null;
      if (fetchToo && page.worker()?.mayInspect) {
        try {
          const answer = await fetch("/api/v1/field/checklists", { headers: { Accept: "application/json" }, cache: "no-store" });
          if (answer.ok) {
            lists = await answer.json();
            await keep("checklists", lists);
          }
        } catch {
          // Those that were kept last time are there.
        }
      }

      show();
    },

    // One that was refused, to be mended.
    async mend(report) {
      draft = { ...report, answers: report.given, state: undefined };
      tried = true;
      page.show();
      await keepDraft();
      at("check").scrollIntoView();
    },
  };
}
