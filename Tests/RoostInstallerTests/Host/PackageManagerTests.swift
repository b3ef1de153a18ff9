import RoostCatalog
import RoostModel
import RoostSystem
import Testing

@testable import RoostInstaller

/// Exact commands and readings. yum, apk, brew and choco are never run: this is all that is known of them.
@Suite struct PackageManagerTests {
  private func words(_ command: ExternalCommand) -> [String] { [command.tool] + command.arguments }
  private let wishes = [PackageWish(name: "nodejs", version: "20.1"), PackageWish(name: "npm")]

  @Test func yumTakesTheWordsOfDnf() {
    let yum = RpmPackages(kind: .yum, root: .machine)
    #expect(
      words(yum.command(for: .install(wishes)))
        == ["yum", "--assumeyes", "--setopt=install_weak_deps=False", "install", "nodejs-20.1", "npm"])
    #expect(
      words(yum.command(for: .remove(["npm"], purging: true)))
        == ["yum", "--assumeyes", "--setopt=clean_requirements_on_remove=False", "remove", "npm"])
    #expect(
      words(yum.candidates(of: ["nodejs"]).command) == ["yum", "--quiet", "list", "available", "--showduplicates", "nodejs"])
    #expect(words(yum.updateLists()) == ["yum", "--assumeyes", "makecache"])
    let listed = "Available Packages\nnodejs.x86_64   1:16.1-1.el8   appstream\nnodejs.x86_64   1:18.2-1.el8   appstream\n"
    #expect(RpmReading.listed(listed) == ["nodejs": ["1:18.2-1.el8", "1:16.1-1.el8"]])
  }

  @Test func apk() {
    let apk = Apk(root: .machine)
    #expect(
      words(apk.command(for: .install(wishes))) == ["apk", "--no-interactive", "--wait", "60", "add", "nodejs=20.1", "npm"])
    #expect(
      words(apk.command(for: .remove(["npm"], purging: true))) == [
        "apk", "--no-interactive", "--wait", "60", "del", "--purge", "npm",
      ])
    #expect(words(apk.updateLists()) == ["apk", "--no-interactive", "--wait", "60", "update"])
    #expect(
      ApkReading.packages("nodejs-20.15.1-r0\nlibstdc++-13.2.1_git20231014-r0\n") == [
        "nodejs": "20.15.1-r0", "libstdc++": "13.2.1_git20231014-r0",
      ])
    let policy =
      "nodejs policy:\n  20.15.1-r0:\n    lib/apk/db/installed\n    https://dl-cdn.example/main\n  22.1.0-r0:\n    https://dl-cdn.example/edge\n"
    #expect(ApkReading.candidates(policy) == ["nodejs": ["22.1.0-r0", "20.15.1-r0"]])
  }

  @Test func brewAndItsCasks() throws {
    let brew = Brew(casks: ["docker"])
    #expect(words(brew.command(for: .install([PackageWish(name: "node@22")]))) == ["brew", "install", "--formula", "node@22"])
    #expect(words(brew.command(for: .install([PackageWish(name: "docker")]))) == ["brew", "install", "--cask", "docker"])
    #expect(words(brew.command(for: .remove(["node@22"], purging: true))) == ["brew", "uninstall", "--formula", "node@22"])
    #expect(!brew.care.needsRoot)
    let answer =
      #"{"formulae":[{"name":"node@22","versions":{"stable":"22.20.0"}}],"casks":[{"token":"docker","version":"4.1"}]}"#
    #expect(try BrewReading.candidates(answer) == ["node@22": ["22.20.0"], "docker": ["4.1"]])
    #expect(throws: Problem.self) { try BrewReading.candidates("<html>") }
  }

  @Test func chocolatey() {
    let choco = Chocolatey()
    #expect(
      words(choco.command(for: .install([PackageWish(name: "nodejs-lts", version: "22.1.0")])))
        == [
          "choco", "install", "nodejs-lts", "--version", "22.1.0", "--allow-downgrade", "--yes", "--no-progress",
          "--limit-output",
        ])
    #expect(
      words(choco.command(for: .remove(["go"], purging: true))) == [
        "choco", "uninstall", "go", "--yes", "--no-progress", "--limit-output",
      ])
    #expect(Chocolatey.pairs("nodejs-lts|22.20.0\nnodejs-lts|20.1.0\n") == ["nodejs-lts": ["22.20.0", "20.1.0"]])
  }

  @Test func aptSaysWhatThereIs() {
    let policy = """
      nodejs:
        Installed: 20.20.2-1nodesource1
        Candidate: 18.20.4+dfsg-1~deb12u3
        Version table:
       *** 20.20.2-1nodesource1 100
              100 /var/lib/dpkg/status
           18.20.4+dfsg-1~deb12u2 500
              500 http://deb.example/debian bookworm/main amd64 Packages
           18.20.4+dfsg-1~deb12u3 500
              500 http://deb.example/debian-security bookworm-security/main amd64 Packages
      absent:
        Installed: (none)
        Candidate: (none)
        Version table:
      """
    #expect(AptReading.candidates(policy) == ["nodejs": ["18.20.4+dfsg-1~deb12u3", "18.20.4+dfsg-1~deb12u2"]])
    let simulated =
      "Inst libtool9 (9.0 local [all])\nInst tool [1.0] (2.0 local [all])\nRemv old [1.0]\nConf tool (2.0 local [all])\n"
    #expect(AptReading.foresight(simulated) == PackageForesight(installing: ["libtool9", "tool"], removing: ["old"]))
  }

  @Test func versionsOfTheSoftware() {
    let cases = [
      "18.20.4+dfsg-1~deb12u3": "18.20.4", "2:1.19~1": "1.19", "3.11.2-1+b1": "3.11.2", "24.0.0~rc1-1": "24.0.0-rc1",
      "1:18.0-1.el8": "18.0", "20.20.2-1nodesource1+repack1": "20.20.2", "12.9": "12.9",
    ]
    for (package, upstream) in cases { #expect(PackageVersion.upstream(package) == upstream) }
  }

  @Test func whatALaterLookFinds() {
    let before = PackageSet(installed: ["a": "1", "b:amd64": "1", "c": "1"], leftovers: ["d"])
    let now = PackageSet(installed: ["a": "2", "b:amd64": "1", "e": "5", "foreign": "1"], broken: ["f"], leftovers: ["d"])
    let difference = PackageDifference(from: before, to: now)
    #expect(difference.added == ["e": "5", "f": "", "foreign": "1"] && difference.removed == ["c": "1"])
    let own = difference.only(["a", "c", "e", "f"])
    #expect(
      own.remaining(in: now)
        == [
          .remove(["e", "f"], purging: true),
          .install([PackageWish(name: "a", version: "1"), PackageWish(name: "c", version: "1")]),
        ])
    #expect(own.remaining(in: before) == [])
    #expect(now.version(of: "b") == "1" && now.version(of: "x") == nil)
  }

  @Test func namesAreFilledIn() throws {
    var entry = try HostFixture.entry("node")
    entry.host = HostPackages(names: [.brew: ["node@{major}"], .apk: ["python{major}.{minor}"]])
    let wanted = HostWish(entry: entry, selector: try entry.selector("^22.3"))
    #expect(PackageChoice.names(of: wanted, for: .brew) == ["node@22"])
    #expect(PackageChoice.names(of: wanted, for: .apk) == ["python22.3"])
    #expect(PackageChoice.names(of: HostWish(entry: entry), for: .brew) == ["node"])
    #expect(PackageChoice.names(of: wanted, for: .apt) == [])
  }

  @Test func theSharedDirectoryIsReplaced() {
    let place = PrivatePlace(directory: "/tmp/own")
    #expect(
      place.inserted(in: "export HOME=/tmp; cd /tmp; git clone /tmp/a /tmp/b")
        == "export HOME=/tmp/own; cd /tmp/own; git clone /tmp/own/a /tmp/own/b")
    #expect(place.inserted(in: "ls /var/tmp /tmpfs a/tmp '/tmp'") == "ls /var/tmp /tmpfs a/tmp '/tmp/own'")
    #expect(place.inserted(in: "git") == "git" && place.inserted(in: "/tmp") == "/tmp/own")
  }

  @Test func versionsThatProgramsSay() {
    let step = VerifyStep(run: ["node", "-v"], expect: .line("v{version}"))
    #expect(step.version(in: "v20.20.2\n") == "20.20.2")
    #expect(step.version(in: "node: not found\n") == nil)
    #expect(
      VerifyStep(run: ["nginx", "-v"], expect: .line("nginx version: nginx/{version}")).version(
        in: "nginx version: nginx/1.22.1\n") == "1.22.1")
    let shell = VerifyStep(run: ["sh", "-c", "HOME=/tmp aws --version"], expect: .pattern("^aws-cli/[0-9]+"))
    #expect(shell.version(in: "aws-cli/1.45.11 Python/3.11.7\n") == "1.45.11")
    let script = VerifyStep(run: ["sh", "-c", "cd /tmp && x version"], expect: .pattern("^[0-9]"))
    #expect(script.version(in: "4.2.0\n") == nil, "of a project, perhaps")
    #expect(VerifyStep(run: ["x", "{version}"], expect: .line("{version}")).version(in: "1.0") == nil)
  }
}
