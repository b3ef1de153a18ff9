/// Lets markup be written as it is nested: elements, texts, `if` and `for`.
@resultBuilder
package enum HTMLBuilder {
  package static func buildExpression(_ html: HTML) -> HTML { html }
  package static func buildExpression(_ html: HTML?) -> HTML { html ?? HTML() }
  package static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
  package static func buildBlock(_ parts: HTML...) -> HTML { HTML.joined(parts) }
  package static func buildOptional(_ part: HTML?) -> HTML { part ?? HTML() }
  package static func buildEither(first part: HTML) -> HTML { part }
  package static func buildEither(second part: HTML) -> HTML { part }
  package static func buildArray(_ parts: [HTML]) -> HTML { HTML.joined(parts) }
}
