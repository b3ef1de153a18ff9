import RoostModel
import Testing

@testable import RoostApps

/// Until when the files of releases that served before are wanted.
@Suite struct EarlierReleasesTests {
  private func entry(_ number: Int, _ release: Int, _ state: DeploymentSummary.State, at: Double?, imported: Bool? = nil)
    -> DeploymentSummary
  {
    var entry = DeploymentSummary(
      number: number, kind: .deploy, state: state, stage: "live", release: release, createdAt: 0, endedAt: at)
    entry.imported = imported
    return entry
  }

  @Test func eachUntilADayAfterTheNext() {
    let journal = [
      entry(5, 5, .succeeded, at: 100_000), entry(4, 4, .failed, at: 95_000), entry(3, 3, .rolledBack, at: 90_000),
      entry(2, 2, .succeeded, at: 60_000), entry(1, 1, .succeeded, at: 1_000),
    ]
    #expect(EarlierReleases(journal, live: 5, now: 110_000).until == [3: 186_400, 2: 176_400, 1: 146_400])
    #expect(EarlierReleases(journal, live: 5, now: 150_000).until == [3: 186_400, 2: 176_400])
    #expect(EarlierReleases(journal, live: 5, now: 190_000).until.isEmpty)
  }

  /// While its deployment is not written down as ended, the one before served until now.
  @Test func theOneThatWasJustReplaced() {
    let journal = [entry(2, 2, .running, at: nil), entry(1, 1, .succeeded, at: 5)]
    #expect(EarlierReleases(journal, live: 2, now: 500_000).until == [1: 586_400])
  }

  @Test func theLiveOneAndThoseOfOtherNodesAreNot() {
    let journal = [
      entry(3, 1, .succeeded, at: 30), entry(2, 2, .succeeded, at: 20, imported: true), entry(1, 1, .succeeded, at: 10),
    ]
    #expect(EarlierReleases(journal, live: 1, now: 40).until.isEmpty)
  }
}
