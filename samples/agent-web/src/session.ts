import { startModel, type RunningModel } from "./agent";
import { Refused, type Api, type Boot, type Experiment } from "./api";
import * as page from "./page";
import { Reactions } from "./reactions";
import { ReturningSocket } from "./returning-socket";
import { eachRow, Tally } from "./rows";

/** The page as one agent: from its boot to whatever it says. */
export class Session {
  private model: RunningModel | undefined;
  private reactions: Reactions | undefined;
  private dataset: string | null = null;
  private experiment: string | undefined;
  private work: Promise<void> = Promise.resolve();
  private run = new AbortController();

  constructor(private readonly api: Api, private readonly agent: string, wanted: string | null) {
    this.experiment = wanted ?? undefined;
  }

  /** Boots with one call, and from then on is told of every other assignment. */
  async start(): Promise<void> {
    this.queue(await this.api.boot(this.agent));
    new ReturningSocket(() => this.api.socket(`agents/${this.agent}`), {
      opened: () => undefined,
      received: frame => {
        if (frame.type === "model_assigned" || frame.type === "model_unassigned") this.queue(frame.data as Boot);
      },
      state: (state, why) => { if (state === "over") this.ended(why); },
      refused: () => this.api.boot(this.agent).then(
        () => null,
        error => error instanceof Refused && [401, 403, 404].includes(error.status) ? error.message : null),
    });
  }

  private ended(why: string): void {
    this.halt();
    this.reactions?.close();
    page.status(`This agent is stopped. ${why}`);
    if (this.api.key !== null) page.show("sign-in", true);
  }

  /** Enters an experiment, as one of those who take part. */
  async enter(experiment: string): Promise<void> {
    this.experiment = experiment;
    this.reactions?.close();
    await this.api.join(experiment, this.agent);
    const { last_seq: head } = await this.api.experiment(experiment);
    this.reactions = new Reactions(this.api, experiment, this.agent, head, page.showConnection);
  }

  async reactByHand(): Promise<void> {
    if (this.model === undefined) return;
    const input = page.filledIn(this.model.inputs);
    await this.react(input, { input }, "");
  }

  /** Reacts to the test split of what the model was trained on. */
  async reactToRows(rate: number): Promise<void> {
    if (this.dataset === null) return;
    this.run = new AbortController();
    const tally = new Tally();
    await eachRow(this.api.testRows(this.dataset, this.run.signal), rate, this.run.signal, async row => {
      const label = await this.react(row.input_data, { row: row.id, truth: row.label }, row.label);
      page.element("tally").textContent = tally.count(label, row.label);
    });
    page.element("tally").textContent = `${tally} Done.`;
    page.status(`Running. ${tally}`);
  }

  halt(): void {
    this.run.abort();
  }

  /** What the model says of it, published; the label, or null when there is nothing to say. */
  private async react(input: Record<string, unknown>, about: object, truth: string): Promise<string | null> {
    const numbers = this.model?.inputs.numbers(input);
    if (this.model === undefined || this.reactions === undefined || numbers === null || numbers === undefined) return null;
    const { label, confidence, scores } = await this.model.classifier.say(numbers);
    const seq = await this.reactions.publish({ predicted: label, confidence, scores, ...about });
    page.showSaid(seq, label, confidence, truth);
    return label;
  }

  /** One after the other: an assignment may come while the last one's model is on its way. */
  private queue(boot: Boot): void {
    this.work = this.work.then(() => this.booted(boot)).catch(error => page.status(`${error.message ?? error}`));
  }

  private async booted(boot: Boot): Promise<void> {
    page.showModel(boot);
    if (boot.model === null) return this.leaveModel("Waiting for a model.");
    if (boot.model.id === this.model?.id) return this.choosePlace(boot.experiments);
    this.leaveModel("A model was assigned…");
    this.model = await startModel(this.api, boot, page.status);
    this.dataset = await this.api.datasetOf(boot.model.id);
    await this.choosePlace(boot.experiments);
    page.showFields(this.model.inputs);
    page.show("react", true);
    page.show("by-row", this.dataset !== null);
    page.status("Running.");
  }

  private leaveModel(why: string): void {
    this.halt();
    this.model?.classifier.delete();
    this.model = undefined;
    page.show("react", false);
    page.status(why);
  }

  /** The experiment that was asked for, else the first it takes part in, else the newest that runs. */
  private async choosePlace(own: readonly Experiment[]): Promise<void> {
    if (this.reactions !== undefined) return;
    const running = await this.api.running();
    const others = running.filter(one => own.every(known => known.id !== one.id));
    const choice = [...own, ...others];
    const chosen = this.experiment ?? choice[0]?.id;
    page.showExperiments(choice, chosen);
    if (chosen !== undefined) await this.enter(chosen);
  }
}
