global using Role = Microsoft.Playwright.AriaRole;
