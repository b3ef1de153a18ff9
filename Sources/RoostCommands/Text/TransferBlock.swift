import RoostModel

/// The transfers that go on at the same time, in the order they began: one line each, and their sum below. Pure.
struct TransferBlock {
  private(set) var transfers: [TransferRate] = []
  private static let longest = 8

  /// The transfer of that name, moved. A new one replaces those that are complete, once all are.
  mutating func moved(_ name: String, to done: ByteCount, of total: ByteCount?, now: Double) {
    if let index = index(of: name) {
      transfers[index].moved(to: done, of: total)
    } else {
      if transfers.allSatisfy(\.isComplete) { transfers = [] }
      var transfer = TransferRate(name: name, done: done, since: now)
      transfer.moved(to: done, of: total)
      transfers.append(transfer)
    }
  }

  /// Whether the transfer of that name should be told on a line of its own.
  mutating func isDue(_ name: String, now: Double, every interval: Double) -> Bool {
    guard let index = index(of: name) else { return false }
    return transfers[index].isDue(now: now, every: interval)
  }

  func bar(of name: String, now: Double) -> TransferBar? { index(of: name).map { transfers[$0].bar(now: now) } }

  var isComplete: Bool { transfers.allSatisfy(\.isComplete) }

  /// Lines of at most `width` columns.
  func lines(width: Int, now: Double) -> [String] {
    guard transfers.count > 1 else { return transfers.map { $0.bar(now: now).text(in: width, nameWidth: 0) } }
    // What goes on is of more interest than what is complete.
    let shown = (transfers.filter { !$0.isComplete } + transfers.filter(\.isComplete)).prefix(TransferBlock.longest)
    let names = Set(shown.map(\.name))
    var bars = transfers.filter { names.contains($0.name) }.map { $0.bar(now: now) }
    let hidden = transfers.count - bars.count
    bars.append(sum(of: hidden, now: now))
    let nameWidth = min(bars.map(\.name.count).max() ?? 0, max(8, width / 3))
    return bars.map { bar in
      let name = bar.name.count > nameWidth ? String(bar.name.prefix(nameWidth - 1)) + "…" : bar.name
      return TransferBar(name: name, done: bar.done, total: bar.total, rate: bar.rate).text(in: width, nameWidth: nameWidth)
    }
  }

  /// Without a total when one of them has none. Its rate is that of what still moves.
  private func sum(of hidden: Int, now: Double) -> TransferBar {
    let totals = transfers.compactMap(\.total)
    let rates = transfers.filter { !$0.isComplete }.compactMap { $0.bar(now: now).rate }
    return TransferBar(
      name: hidden > 0 ? "all \(transfers.count)" : "together", done: transfers.reduce(ByteCount(0)) { $0 + $1.done },
      total: totals.count == transfers.count ? totals.reduce(ByteCount(0), +) : nil,
      rate: rates.isEmpty ? nil : rates.reduce(ByteCount(0), +))
  }

  private func index(of name: String) -> Int? { transfers.firstIndex { $0.name == name } }
}
