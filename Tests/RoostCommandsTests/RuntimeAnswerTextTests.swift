import DaemonFixture
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct RuntimeAnswerTextTests {
  private let nodejs: RuntimeID
  init() throws { nodejs = try #require(RuntimeID("nodejs")) }

  @Test func plan() {
    #expect(
      InstallPlanText(plan: Sample.plan(nodejs)).text(.plain) == """
                 RUNTIME  VERSION  TO FETCH  FROM   BECAUSE
        install  nodejs   22.20.0  61.0 MB   wheel  asked for: 22
        warning: nodejs wants port 80, and nginx (pid 812) has it
          help: stop it: systemctl stop nginx
        warning: w
        To do: 61.0 MB to fetch, 140 MB on disk, about 4 s, 21.3 GB free

        """)
  }

  @Test(arguments: [40, 60, 80]) func aTableFitsTheTerminal(_ width: Int) {
    var plan = Sample.plan(nodejs)
    plan.runtimes[0].source = "debian packages python3, python3.11, python3.11-venv, python3-pip (bookworm)"
    let lines = InstallPlanText(plan: plan).text(TextStyle(enabled: false, width: width)).split(separator: "\n")
    #expect(lines[..<2].allSatisfy { $0.count <= max(width, 67) })
    #expect(lines[1].contains("…"))
    #expect(InstallPlanText(plan: plan).text(.plain).contains(plan.runtimes[0].source), "whole where nobody looks at columns")
  }

  @Test func verdicts() {
    var plan = Sample.plan(nodejs)
    #expect(PlanVerdict(plan: plan).exitStatus == 3)
    plan.conflicts[0].severity = .error
    #expect(PlanVerdict(plan: plan).exitStatus == 6)
    plan.runtimes[0].problem = Problem(.runtimeVersionUnavailable, "m", hint: "h")
    #expect(PlanVerdict(plan: plan).exitStatus == 4)
    plan.runtimes[0].state = .installed
    #expect(PlanVerdict(plan: plan).exitStatus == nil)
    plan = Sample.plan(nodejs)
    plan.free = ByteCount(1)
    #expect(PlanVerdict(plan: plan).exitStatus == 11)
  }

  @Test func safety() {
    #expect(
      SafetyText(check: Sample.safety).text(.plain) == """
        To remove        nodejs 22.20.0
        Used by          shop (running, pid 812) on 22.20.0
        Stands below     pnpm 9.1.0
        Not needed then  debian 12
        --force would    shop is stopped
        It is in use.

        """)
  }

  @Test func removed() {
    let result = RemoveResult(removed: ["nodejs 22.20.0"], stoppedApps: ["shop"], freed: ByteCount(140_000_000), transaction: 8)
    #expect(
      RemoveResultText(result: result).text(.plain) == """
        stopped shop, which waits for its runtime now
        removed nodejs 22.20.0
        140 MB are free again. Bring it back: roost undo 8

        """)
  }

  @Test func profiles() {
    let text = ProfileText().list([Sample.profile("web")], .plain)
    #expect(text.contains("web      this node's  no         90.0 MB   200 MB   7 s   nodejs python\n"))
    #expect(text.hasSuffix("Not installed yet: roost profile install web\n"))
  }

  @Test func strategies() {
    let lines = StrategyText(strategies: [Sample.strategy]).text(.plain).split(separator: "\n")
    #expect(lines.prefix(3) == ["Strategy   sandbox", "Isolation  namespaces", "Can        dial pause"])
    #expect(lines.last == "Lacks      no Landlock: use a newer kernel")
    #expect(lines.dropFirst(3).allSatisfy { $0.count <= 80 })
    var report = Sample.strategy
    report.isUsable = false
    let text = StrategyText(strategies: [report]).text(.plain)
    #expect(text.contains("sandbox, cannot be used here\n") && text.contains("Because    no Landlock"))
  }

  @Test func versions() {
    let lines = VersionListText(list: Sample.versions(nodejs)).text(.plain).split(separator: "\n")
    #expect(lines.first == "VERSION  INSTALLED  SUPPORT               FROM")
    #expect(lines.contains("24.1.0              -                     the package index"))
    #expect(lines.contains("20.1.0   yes        eol since 2026-04-30  not offered any more"))
    #expect(lines.last == "not asked: example.org: no answer")
  }

  @Test func outdated() {
    let text = OutdatedText(runtimes: [Sample.outdated(nodejs)]).text(.plain)
    #expect(text.contains("nodejs   shop  22.20.0    22         22.21.0   24.1.0  maintenance until 2027-04-30\n"))
    #expect(text.hasSuffix("  roost runtime upgrade nodejs\n"))
    #expect(OutdatedText(runtimes: []).text(.plain) == "Everything is up to date.\n")
  }

  @Test func why() {
    let text = WhyText(answer: Sample.why(nodejs), now: 61).text(.plain)
    #expect(text.hasPrefix("it was asked for\n\nLayer         nodejs-24.1.0-aaaaaaaaaaaa, 61.0 MB, 1 min 0 s ago\n"))
    #expect(text.contains("Asked for in  transaction 3: install nodejs@22\n"))
  }

  @Test func verified() {
    let good = VerifyReport(name: "n", runtime: nodejs, version: "22.20.0", scope: .layer, seconds: 0.2)
    var bad = good
    bad.problem = Problem(.runtimeVerifyFailed, "m", hint: "h")
    #expect(VerifyText(reports: [good]).text(.plain) == "works  nodejs 22.20.0, 200 ms\nAll 1 work.\n")
    let text = VerifyText(reports: [good, bad]).text(.plain)
    #expect(text.contains("broken nodejs 22.20.0, 200 ms\n       The runtime does not work: m\n       hint: h\n"))
    #expect(text.hasSuffix("1 of 2 do not work.\n"))
  }

  @Test func searchFindsNamesCommandsAndTitles() {
    var python = Sample.runtime(nodejs)
    python.aliases = ["py"]
    python.provides = ["pip"]
    python.title = "Python language"
    let all = [Sample.runtime(nodejs), python]
    #expect(RuntimeSearch(words: ["NPM"]).found(in: all) == [all[0]])
    #expect(RuntimeSearch(words: ["python", "lang"]).found(in: all) == [python])
    #expect(RuntimeSearch(words: ["python lang"]).found(in: all) == [python])
    #expect(RuntimeSearch(words: ["pip"]).found(in: all) == [python])
    #expect(RuntimeSearch(words: ["cobol"]).found(in: all) == [])
  }

  @Test func hostileTextCannotSteerTheTerminal() {
    var plan = Sample.plan(nodejs)
    plan.conflicts[0].holder = "\u{1B}[2Jroot\nfake: line"
    let text = InstallPlanText(plan: plan).text(.plain)
    #expect(!text.contains("\u{1B}"))
    #expect(!text.contains("\nfake"))
  }

  @Test func wordsForAShell() {
    #expect(ShellWord.quoted("nodejs@22") == "nodejs@22")
    #expect(ShellWord.quoted("python@>=3.9 <4") == "'python@>=3.9 <4'")
    #expect(ShellWord.quoted("it's") == "'it'\\''s'")
    #expect(ShellWord.quoted("") == "''")
  }

  @Test func aPlanSaysForWhomALowerLayerIs() throws {
    var plan = Sample.plan(nodejs)
    plan.runtimes[0].requiredBy = [try #require(RuntimeID("uv"))]
    #expect(InstallPlanText(plan: plan).text(.plain).contains("  uv needs it\n"))
    plan.runtimes[0].requiredBy += [try #require(RuntimeID("deno")), try #require(RuntimeID("go"))]
    #expect(InstallPlanText(plan: plan).text(.plain).contains("  uv, deno and go need it\n"))
  }

  @Test func eventsStandInColumns() {
    let events = [ServerEvent.Kind.runtimeRemoved, .runtimeInstalled].map {
      ServerEvent(id: 1, at: 0, kind: $0, subject: "s", text: "what")
    }
    let lines = events.map { EventText(now: 60).line($0, .plain) }
    let columns = Set(lines.map { $0.count - "what\n".count })
    #expect(columns == [37])
  }
}
