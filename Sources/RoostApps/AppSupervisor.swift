import RoostEnvironments
import RoostModel
import RoostStore

/// Owns one app: what runs of it, and every change to that, one at a time.
///
/// Lives as long as the app. Its files and rows are the truth; what it holds in memory is made from them again by ``adopt()``.
package actor AppSupervisor {
  let services: AppServices
  var app: AppRecord {
    didSet { addresses = nil }
  }
  /// The process that serves; `nil` while stopped, crashed, static or starting.
  var live: LiveRun?
  /// Old runs that finish the requests they have.
  var retiring: [LiveRun] = []
  /// Runs that are over, and are being put away: their output is read there still.
  var leaving: [EnvironmentID: LiveRun] = [:]
  /// Whose agents stand still, and hand out nothing: they sleep, are copied, or wait for their release to come back.
  var still: Set<EnvironmentID> = [] {
    didSet { if still != oldValue { tellWaiters() } }
  }
  var state: AppState = .stopped {
    didSet {
      guard state != oldValue else { return }
      let reason = state == .running || state == .sleeping ? "" : (problem.map { ": \($0.message)" } ?? "")
      services.events.add(.appState, subject: app.name.text, text: "\(app.name) is \(state.rawValue)\(reason)", state: state)
    }
  }
  var problem: Problem?
  /// Of the live release, or of the last one that was tried.
  var plan: Plan? {
    didSet { addresses = nil }
  }
  /// Its URLs, and of which state of the gateway they are.
  var addresses: (revision: Int, urls: [String])?
  var lastExit: ExitStatus?
  var restarts = 0
  /// The same of all its processes and releases, since the daemon began.
  var allRestarts = 0
  var policy = RestartPolicy()
  /// What is being done to the app just now, in words; `nil` when nothing is.
  private var activity: String?
  private var runWaiters: [Int: AsyncStream<Void>.Continuation] = [:]
  private var nextWaiter = 0
  var isRemoved = false
  /// The one deployment that waits; a newer one takes its place.
  var waiting: WaitingDeployment?
  var running: RunningDeployment?
  /// Those who wait until the end of a deployment is written down, by its number.
  var endings: [Int: [CheckedContinuation<Void, Never>]] = [:]
  /// Those that wait, the one that runs, and those that are being written down.
  var deploymentsUnderWay = 0
  /// The number of the last deployment that began.
  var newestDeployment = 0
  /// The live release's probation, while it lasts.
  var trial: Trial?
  /// Why Roost is ending runs, by their environments.
  var unhealthy: [EnvironmentID: String] = [:]
  /// Runs whose end is being dealt with.
  var ending: Set<EnvironmentID> = []
  /// The processes beside the one that serves, by name.
  var workers: [String: Worker] = [:]
  /// Grows when another release, or the same one anew, is switched to.
  var generation = 0
  var aligning = Aligning.idle
  /// Commands whose time had come, while they run, by name; and how the last of each ended.
  var dueRuns: [String: LiveRun] = [:]
  var lastDue: [String: ExitStatus] = [:]
  /// Its turn in the order of starts has not come yet.
  var awaitsBoot = false
  /// What ran ended for a release that is not live yet.
  var madeRoom = false
  var quiet = Quiet()
  /// Its data or variables are half those of a backup: nothing may start on them.
  var isHalfRestored = false
  /// The backup that the restoration under way made of what was there.
  var madeBefore: String?
  /// `autostart: false`, and nobody has started it since the machine did.
  var isLeftToPeople = false
  /// The release that a deployment is about to let serve again, and those that are being removed.
  var wantedRelease: Int?
  var leavingReleases: Set<Int> = []
  /// The start after a crash that is under way, if one is.
  var restarting: Restarting?
  var restartWaiters: [CheckedContinuation<Void, Never>] = []
  var sleep = SleepState() {
    didSet { if oldValue.isTurning, !sleep.isTurning { tellOfQuiet() } }
  }
  /// What its next process will run in, made while it sleeps without one.
  var spare: (any Environment)?
  var isMakingSpare = false
  /// It was stopped because it takes up more than it may; it starts again when that is over.
  var isHeld = false

  init(services: AppServices, app: AppRecord) {
    self.services = services
    self.app = app
  }

  /// Runs `change` unless another change is under way: then it is refused at once with `app.busy`. A start after a crash gives
  /// way instead, because it may take as long as the gates allow. Only what starts the app as it is may use the environment made
  /// ahead: on everything else that happens the next one is made anew.
  func exclusively<Value: Sendable>(
    _ what: String, usesSpare: Bool = false, _ change: () async throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    await callOffRestart()
    if let activity {
      throw Problem(
        .appBusy, "\(app.name) is busy: \(activity)",
        hint: "wait until it has ended, or call a deployment off: roost app cancel \(app.name)")
    }
    guard !isRemoved else { throw Problem.noSuchApp(app.name) }
    activity = what
    defer {
      activity = nil
      wakeWaiting()
      alignSpareSoon()
    }
    // A start looks for its own spare: nothing may come between its beginning and the word that it can be called off.
    if !usesSpare {
      await spareMade()
      await dropSpare()
    }
    return try await change()
  }

  var isBusy: Bool { activity != nil }
  var activityInWords: String { activity ?? "nothing is under way" }

  /// Suspends until a run with a higher number serves, or the one that a reader left when it stood still. `false` when the app is
  /// removed or the caller is cancelled.
  func waitForRun(of role: String?, after number: Int, orAgain left: Int? = nil) async -> Bool {
    while !isRemoved, !Task.isCancelled {
      if let run = run(of: role), !still.contains(run.record.environment) {
        if run.record.run > number || run.record.run == left { return true }
      }
      await waitForChange()
    }
    return false
  }

  /// Suspends until something else runs, or stands still, or the caller is cancelled.
  func waitForChange() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let waiter = nextWaiter
    nextWaiter += 1
    runWaiters[waiter] = continuation
    for await _ in stream { break }
    runWaiters[waiter] = nil
  }

  func tellWaiters() {
    for waiter in runWaiters.values { waiter.yield() }
  }
}

extension Problem {
  static func noSuchApp(_ name: AppName) -> Problem {
    Problem(.appNotFound, "there is no app named '\(name)'", hint: "see which there are: roost app list")
  }
}
