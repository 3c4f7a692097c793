"""Lines that stand around articles, made by rule from words of our own: for training (train/fit_lines.py) and for pages that are
composed (tests/gold/pages)."""

TOPICS = ["border trade", "the budget vote", "a prison riot", "wheat prices", "the cabinet", "flood relief", "a bus strike", "the new port", "school exams",
          "the football final", "cyber crime", "a gas pipeline", "coastal erosion", "a film festival", "peace talks", "rail fares", "the drought",
          "vaccine supply", "a bridge collapse", "local elections", "fuel tax", "the army chief", "teachers' pay", "power cuts"]
NAMES = ["Amina Rasheed", "Jonas Weller", "Farid Noorzai", "Claire Dubost", "Peter Okello", "Maria Santangelo", "Samir Haddad", "Lena Brandt",
         "Tariq Mehmood", "Olga Petrenko", "David Mbeki", "Hana Suzuki"]
SECTIONS = ["World", "Asia", "Politics", "Business", "Opinion", "Sport", "Culture", "Science", "Video", "Health", "Travel", "Weather"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def day(rng):
    d, m, y = rng.randint(1, 28), rng.choice(MONTHS), rng.randint(2009, 2024)
    return rng.choice([f"{m} {d}, {y}", f"{d} {m} {y}", f"{m[:3]} {d}, {y}, {rng.randint(1, 12)}:{rng.randint(10, 59)} pm", f"{y}-{rng.randint(1, 12):02d}-{d:02d}",
                       f"{rng.randint(2, 23)} hours ago", f"{m} {d}"])


def title(rng):
    t = rng.choice(TOPICS)
    form = rng.choice(["What to know about {t}", "Minister under fire over {t}", "How {t} divided a province", "{n} killed as row over {t} turns violent",
                       "Opinion: why {t} matters now", "UN warns on {t}", "In pictures: {t}", "Thousands march against {t} in the capital",
                       "Court delays ruling on {t}", "'We were not told': families speak on {t}", "Live: {t} - latest updates", "{t} explained in five charts",
                       "Leaders meet to discuss {t}", "The long shadow of {t}"])
    out = form.format(t=t, n=rng.randint(2, 40))
    return out[0].upper() + out[1:]


def teaser(rng):
    t = rng.choice(TOPICS)
    return rng.choice([f"Officials say that {t} will top the agenda when parliament meets again next week ...",
                       f"A year on, our reporters go back to the towns that {t} changed for good.",
                       f"The government has promised answers on {t}, but few in the north expect any before the winter.",
                       f"Five people tell what {t} has meant for their families, and what they want to happen next."])


def above(rng):
    out = []
    if rng.random() < .4:
        out += rng.sample(SECTIONS, rng.randint(3, 9))
    if rng.random() < .3:
        out.append(" > ".join(["Home"] + rng.sample(SECTIONS, 2)))
    if rng.random() < .3:
        out += [title(rng) for _ in range(rng.randint(1, 6))]
    out.append(title(rng))
    if rng.random() < .4:
        out.append(teaser(rng))
    out.append(rng.choice([f"By {rng.choice(NAMES)}", f"By {rng.choice(NAMES)} and {rng.choice(NAMES)}", f"Posted by {rng.choice(NAMES)} on {day(rng)}",
                           f"By {rng.choice(NAMES)} | THE DAILY LEDGER | {day(rng)}", f"Published: {day(rng)}", day(rng), rng.choice(NAMES)]))
    if rng.random() < .4:
        out += rng.sample(["Share", "Facebook", "Twitter", "WhatsApp", "Email", "Print", "Copy link", "Save", "3 min read", "Comments", "Listen to this article"],
                          rng.randint(1, 6))
    if rng.random() < .3:
        out.append(f"{rng.choice(['Smoke over', 'Police guard', 'A street in', 'Residents leave'])} the old town on {rng.choice(['Monday', 'Friday'])}. "
                   f"Photograph: {rng.choice(NAMES)}/AFP")
    return out


def between(rng):
    return rng.choice([["Advertisement"], ["See also: " + title(rng)], ["READ MORE: " + title(rng)], ["Story continues below"], [title(rng)],
                       ["Related", title(rng), title(rng)], ["Subscribe to our newsletter", "Enter your email", "Sign up"],
                       [f"A market in the capital. Photo: {rng.choice(NAMES)}"], ["Share this article", "Facebook", "Twitter"],
                       ["Also read | " + title(rng)], ["Most read", "1", title(rng), "2", title(rng), "3", title(rng)], ["ADVERTISEMENT", "CONTINUE READING BELOW"],
                       ["Get the day's news in your inbox. Sign up for our morning briefing here."], [title(rng), teaser(rng)]])


def pieces(rng, body, low, high):
    """Some words in a row out of the article's own text."""
    words = rng.choice(body).split() if body else title(rng).split()
    size = min(len(words), rng.randint(low, high))
    start = rng.randrange(len(words) - size + 1)
    out = " ".join(words[start:start + size]).strip(",.;:()'\"")
    return out[:1].upper() + out[1:]


def inside(rng, body):
    """Short lines that belong to an article: lists, tables a cell a line, steps, values, questions, verse. body: its paragraphs."""
    kind, n = rng.choice(["bullets", "plain", "steps", "cells", "rows", "values", "talk", "verse", "times", "heads"]), rng.randint(3, 14)
    if kind == "bullets":
        mark = rng.choice(["- ", "* ", "\u2022 ", "\u2013 "])
        return [mark + pieces(rng, body, 2, 14) for _ in range(n)]
    if kind == "plain":
        stop = rng.choice(["", "", ".", ";"])
        return [pieces(rng, body, 1, 9) + stop for _ in range(n)]
    if kind == "steps":
        return [f"{i + 1}{rng.choice(['.', ')'])} {pieces(rng, body, 4, 25)}." for i in range(n)]
    if kind == "cells":
        width, head = rng.randint(2, 5), rng.sample(["Name", "Team", "Total", "Won", "Year", "Price", "Place", "Votes", "Share", "Date", "Type", "Seats"], 5)
        cells = head[:width]
        for row in range(rng.choice([n, n, 3 * n])):
            cells += [rng.choice([str(row + 1), pieces(rng, body, 1, 3)])] + [
                rng.choice([str(rng.randint(0, 900)), f"{rng.randint(0, 99)}.{rng.randint(0, 9)}", f"{rng.randint(1, 99)}%", pieces(rng, body, 1, 3), "-"])
                for _ in range(width - 1)]
        return cells
    if kind == "rows":
        return [f"{pieces(rng, body, 1, 3)} {rng.randint(0, 300)} {rng.randint(0, 99)}{rng.choice(['', '%', '-' + str(rng.randint(0, 9))])}" for _ in range(2 * n)]
    if kind == "values":
        return [f"{rng.choice(['Where', 'When', 'Price', 'Size', 'Weight', 'Serves', 'Director', 'Address', 'Phone', 'Opens', 'Rating', 'Made of', 'Cast'])}: "
                f"{pieces(rng, body, 1, 6)}" for _ in range(rng.randint(2, 8))]
    if kind == "talk":
        one, two = rng.choice(NAMES), rng.choice(["Q", "Ledger", "Interviewer"])
        return [f"{(one.split()[-1], two)[i % 2]}: {pieces(rng, body, 3, 30)}{'.?'[i % 2]}" for i in range(n)]
    if kind == "verse":
        return [pieces(rng, body, 3, 8) + rng.choice(["", ",", ""]) for _ in range(2 * n)]
    if kind == "times":
        out = []
        for i in range(n):
            out += [f"{6 + i % 16}:{rng.randint(10, 59)}{rng.choice(['', ' am', ' GMT'])}"] + [pieces(rng, body, 8, 40) + "." for _ in range(rng.randint(1, 2))]
        return out
    out = []
    for _ in range(rng.randint(2, 5)):
        out += [pieces(rng, body, 2, 6), pieces(rng, body, 6, 40) + "."]
    return out


def below(rng):
    out = []
    for part in rng.sample(["tags", "related", "cards", "appeal", "about", "foot"], rng.randint(1, 4)):
        if part == "tags":
            out += ["Tags: " + ", ".join(rng.sample(TOPICS, 3))] if rng.random() < .5 else ["Topics"] + rng.sample(TOPICS, 3)
        elif part == "related":
            out += [rng.choice(["Related stories", "More from this section", "Latest news", "You may also like", "Trending", "Read next"])]
            for _ in range(rng.randint(2, 8)):
                out += [title(rng)] + ([day(rng)] if rng.random() < .4 else [])
        elif part == "cards":
            for _ in range(rng.randint(2, 6)):
                out += [title(rng), teaser(rng)] + ([day(rng)] if rng.random() < .3 else [])
        elif part == "appeal":
            out += [rng.choice(["Support our work", "Before you go", "Be part of it", "Dear reader"]),
                    "We have no owner and no wall around what we print. Our reporters are paid by readers like you, and every gift, small or large, keeps them on the road.",
                    "If you can, please give today. It takes a minute.", "Donate", "Monthly  5  10  20"]
        elif part == "about":
            out += [f"{rng.choice(NAMES)} is a correspondent who covers {rng.choice(TOPICS)} and {rng.choice(TOPICS)} from the region.",
                    f"Follow {rng.choice(NAMES).split()[0]} on Twitter"]
        else:
            out += rng.sample(["About us", "Contact", "Terms of use", "Privacy policy", "Careers", "RSS", "Sitemap", "Advertise", "Cookie settings"], 5)
            out.append(f"\u00a9 {rng.randint(2010, 2024)} The Daily Ledger. All rights reserved.")
    return out


def comments(rng, other):
    """other: paragraphs of another article, which readers quote."""
    out = [rng.choice(["Leave a Reply", "Comments", f"{rng.randint(2, 90)} Comments", "Leave a comment", "Join the conversation", "Reader comments"])]
    said = ["this is exactly what they said last year and nothing changed", "Great article, thank you for writing this.", "who pays for all this??? not them thats for sure",
            "I lived there for ten years and I can tell you that nobody in that ministry has ever left the capital, let alone seen the border.",
            "Wrong. Read the treaty again!!", "You forget that the same people were in power when the talks began, so how can you blame the other side?",
            "So sad. My prayers are with the families.", "lol", "If the author had asked anybody in the province he would know that the road has been closed since March."]
    for _ in range(rng.randint(1, 9)):
        out.append(rng.choice([rng.choice(NAMES), f"{rng.choice(NAMES)} says:", f"{rng.choice(NAMES).split()[0].lower()}{rng.randint(1, 99)}", f"{rng.choice(NAMES)} on {day(rng)}"]))
        out.append(rng.choice(said))
        if other and rng.random() < .25:
            start = rng.randrange(len(other))
            out += other[start:start + rng.randint(1, 12)]
        if rng.random() < .5:
            out.append(rng.choice(["Reply", "ReplyDelete", "Like", "Report", "Upvote 3"]))
    return out
