/// A chart as SVG: shapes are stretched to the width there is, texts are not.
struct Chart {
  let title: String
  /// What it comes to, in words beside the title and for who cannot see the picture.
  let headline: String
  let series: [Series]
  /// A line that values should stay under.
  var limit: Double?
  var marks: [ChartMark] = []
  /// In seconds since 1970.
  let from: Double
  let until: Double
  /// The scale reaches at least to here.
  var least = 1.0
  let format: (Double) -> String

  static let height = 100.0

  var html: HTML {
    Tag.figure(.id("chart-" + title.lowercased().replacing(" ", with: "-")), .class("chart")) {
      Tag.figcaption {
        Tag.h2 { title }
        Tag.span(.class("headline")) { headline }
        if series.count > 1 { legend }
      }
      picture
      Tag.div(.class("axis"), Attribute("aria-hidden", "true")) {
        for index in 0..<5 { Tag.span { Moment.clock(from + (until - from) * Double(index) / 4).prefix(5).description } }
      }
    }
  }

  private var legend: HTML {
    Tag.ul(.class("legend")) {
      for one in series { Tag.li(.class(one.kind)) { one.name } }
    }
  }

  private var count: Int { series.map(\.values.count).max() ?? 0 }

  private var top: Double {
    let bars = series.filter { $0.shape == .bars }
    let stacked = (0..<count).map { index in bars.compactMap { $0.values.at(index) }.reduce(0, +) }
    let others = series.filter { $0.shape != .bars }.flatMap { $0.values.compactMap { $0 } }
    let most = max(stacked.max() ?? 0, others.max() ?? 0)
    // A limit far above would flatten what there is to see.
    return ChartScale.top(max(most, limit.map { $0 <= most * 4 ? $0 : 0 } ?? 0), atLeast: least)
  }

  private var picture: HTML {
    let top = top
    return Tag.svg(.class("plot"), Attribute("role", "img"), .label("\(title): \(headline)")) {
      for share in [0, 0.5, 1] { Chart.gridLine(share) }
      Tag.svg(
        Attribute("viewBox", "0 0 \(max(1, count)) \(NumberText.short(Chart.height))"), Attribute("preserveAspectRatio", "none"),
        Attribute("width", "100%"), Attribute("height", "100%")
      ) {
        shapes(top)
        if let limit, limit <= top { Chart.across(y: Chart.y(limit, top), count: count) }
        hits
      }
      for mark in marks { Chart.flag(mark) }
      for share in [0.5, 1] { Chart.scaleLabel(format(top * share), share) }
    }
  }

  private static func gridLine(_ share: Double) -> HTML {
    let y = NumberText.short(100 - share * 100) + "%"
    return Tag.line(
      .class("grid"), Attribute("x1", "0"), Attribute("x2", "100%"), Attribute("y1", y), Attribute("y2", y))
  }

  private static func scaleLabel(_ text: String, _ share: Double) -> HTML {
    Tag.text(Attribute("x", "2"), Attribute("y", NumberText.short(100 - share * 100) + "%"), Attribute("dy", "11")) { text }
  }

  private static func across(y: Double, count: Int) -> HTML {
    Tag.path(.class("limit"), Attribute("d", "M0 \(NumberText.short(y))H\(count)")) { Tag.hint { "Limit" } }
  }

  private static func flag(_ mark: ChartMark) -> HTML {
    let x = NumberText.short(mark.place * 100) + "%"
    return Tag.g(.class("mark")) {
      Tag.hint { mark.label }
      Tag.line(Attribute("x1", x), Attribute("x2", x), Attribute("y1", "0"), Attribute("y2", "100%"))
      Tag.text(Attribute("x", x), Attribute("y", "-3"), Attribute("text-anchor", mark.place > 0.9 ? "end" : "middle")) {
        mark.label
      }
    }
  }

  private func shapes(_ top: Double) -> HTML {
    var floor = Array(repeating: 0.0, count: count)
    var html = HTML()
    for one in series {
      switch one.shape {
      case .bars: html.append(Chart.path(one, ChartPath.bars(one.values, on: &floor, top)))
      case .line: html.append(Chart.path(one, ChartPath.line(one.values, top)))
      case .area:
        html.append(Chart.path(one, ChartPath.area(one.values, top), fills: true))
        html.append(Chart.path(one, ChartPath.line(one.values, top)))
      }
    }
    return html
  }

  private static func path(_ series: Series, _ text: String, fills: Bool = false) -> HTML {
    let shape = series.shape == .bars ? "bars" : fills ? "area" : "line"
    return Tag.path(.class("\(shape) \(series.kind)"), Attribute("d", text))
  }

  /// A strip over each step that says its values when it is pointed at.
  private var hits: HTML {
    let step = count > 0 ? (until - from) / Double(count) : 0
    return Tag.g(.class("hits")) {
      for index in 0..<count {
        Tag.rect(Attribute("x", index), Attribute("width", 1), Attribute("height", 100)) {
          Tag.hint { "\(Moment.clock(from + Double(index) * step).prefix(5))  \(values(index))" }
        }
      }
    }
  }

  private func values(_ index: Int) -> String {
    let said = series.compactMap { one in one.values.at(index).map { series.count > 1 ? "\(one.name) \(format($0))" : format($0) }
    }
    return said.isEmpty ? "nothing" : said.joined(separator: ", ")
  }

  static func y(_ value: Double, _ top: Double) -> Double { height - max(0, min(1, value / top)) * height }
}

extension Array {
  fileprivate func at<Value>(_ index: Int) -> Value? where Element == Value? { indices.contains(index) ? self[index] : nil }
}
