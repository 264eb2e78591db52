import Markdown

/// Steps as headings with a number.
enum NumberedHeadings {
  /// Headings of one level that are numbered in one way.
  struct Group {
    let level: Int
    let isNamed: Bool
    let isDotted: Bool
    var marks: [StepMark] = []
  }

  private struct Key: Hashable {
    let level: Int
    let isNamed: Bool
    let isDotted: Bool
  }

  /// The groups in the order in which each one's first heading stands.
  static func groups(in outline: ChapterOutline) -> [Group] {
    var groups: [Group] = []
    var places: [Key: Int] = [:]
    for index in outline.pieces.indices {
      guard case .heading(let level, _) = outline.pieces[index].block.kind,
        let label = StepLabel(outline.pieces[index].block.words.trimmed)
      else { continue }
      let key = Key(level: level, isNamed: label.isNamed, isDotted: label.isDotted)
      let place = places[key] ?? groups.count
      if place == groups.count {
        groups.append(Group(level: level, isNamed: label.isNamed, isDotted: label.isDotted))
        places[key] = place
      }
      groups[place].marks.append(StepMark(piece: index, number: label.lastNumber, label: label.label))
    }
    return groups.filter { !$0.isDotted || holdCommands($0, outline) }
  }

  /// Numbers such as `2.1` are often only a book's; steps have something to type under most of them.
  private static func holdCommands(_ group: Group, _ outline: ChapterOutline) -> Bool {
    let with = group.marks.count { mark in
      outline.pieces.indices.dropFirst(mark.piece + 1)
        .prefix { outline.facts[$0].heading == 0 }.contains { outline.facts[$0].commands > 0 }
    }
    return group.marks.count >= 2 && with * 2 >= group.marks.count
  }
}
