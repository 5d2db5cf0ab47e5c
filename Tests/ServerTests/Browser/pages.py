"""Opens report pages in a browser, narrow and wide, and sees that nothing runs over the edge.

Usage: pages.py FOLDER PAGE...
"""

import sys

from webdriver import Browser

# Telephones, a tablet, a screen.
WIDTHS = (320, 360, 390, 700, 1280)


def main():
    folder, *pages = sys.argv[1:]
    browser = Browser(folder)
    try:
        for page in pages:
            browser.open("file://" + page)
            for width in WIDTHS:
                browser.resize(width, 844)
                seen = browser.run("return document.documentElement.scrollWidth")
                assert seen <= width, f"{page} is {seen} wide on a screen of {width}"
            assert not browser.complaints(), browser.complaints()
    finally:
        browser.close()


if __name__ == "__main__":
    main()
