import { render, screen } from '@testing-library/react';
import App from './App';

it('starts with the portal frame and offers the guest sign-in when no backend answers', async () => {
  process.env = {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        context: 'test',
        data: {
          app: { title: 'Pipeline portal', baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ] as unknown as string,
  };
  render(App.createRoot());
  expect(
    await screen.findByRole('button', { name: 'Enter' }),
  ).toBeInTheDocument();
});
